"""The parts of setting up a unit: each makes or repairs one thing and says what it did."""
