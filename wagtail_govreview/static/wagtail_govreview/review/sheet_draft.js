/* The editor's half of the sheet: the reason is there when the disclosure attribute wants one, and the strip at the
   top says whether the principal will be asked. Nothing typed is ever lost; without this script all fields show. */
(function () {
  'use strict';

  function wrapper(field) {
    return field.closest('.w-panel__wrapper') || field.closest('.w-field__wrapper') || field.parentElement;
  }

  function setUpReason(root) {
    var reason = root.querySelector('[name$="-attribute_reason"]');
    var radios = root.querySelectorAll('input[type=radio][name$="-attribute"]');
    if (!reason || !radios.length) {
      return;
    }
    function show() {
      var chosen = Array.from(radios).find(function (radio) { return radio.checked; });
      var wanted = chosen && chosen.hasAttribute('data-govreview-reason');
      var failed = wrapper(reason).querySelector('.error-message');
      wrapper(reason).hidden = !(wanted || failed || (!chosen && reason.value));
    }
    radios.forEach(function (radio) { radio.addEventListener('change', show); });
    show();
  }

  function setUpPrincipal(root) {
    var step = document.querySelector('[data-govreview-escalated-step].govreview-flow__step--skipped');
    var boxes = root.querySelectorAll('input[type=checkbox][name$="-escalation"]');
    if (!step || !boxes.length) {
      return;
    }
    var state = step.querySelector('[data-govreview-state]');
    var texts = document.querySelector('[data-govreview-flow]').dataset;
    function show() {
      var asked = Array.from(boxes).some(function (box) { return box.checked; });
      step.classList.toggle('govreview-flow__step--skipped', !asked);
      step.classList.toggle('govreview-flow__step--to_come', asked);
      state.textContent = asked ? texts.toCome : texts.skipped;
    }
    boxes.forEach(function (box) { box.addEventListener('change', show); });
    show();
  }

  /* After a submission that was refused: open the tab at the first field that is missing, unless an error of the
     page itself stands in a tab before. */
  function openAtFirstError() {
    var missing = document.querySelector('[data-govreview-missing]');
    var errors = Array.from(document.querySelectorAll('[data-edit-form] .error-message'));
    var tab = document.querySelector('a[href="#tab-govreview"]');
    var panel = document.getElementById('tab-govreview');
    if (!missing || !tab || !panel || !errors.length || !panel.contains(errors[0])) {
      return;
    }
    tab.click();
    var field = errors[0].closest('.w-panel__wrapper, .w-field__wrapper, section');
    var input = field && field.querySelector('input:not([type=hidden]), textarea, select');
    (input || missing).scrollIntoView({ block: 'center' });
    if (input) {
      input.focus({ preventScroll: true });
    }
  }

  function start() {
    document.querySelectorAll('[data-govreview-sheet-draft]').forEach(function (root) {
      setUpReason(root);
      setUpPrincipal(root);
    });
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
  } else {
    start();
  }
  // Later than start: Wagtail's tabs have to be ready to be clicked.
  window.addEventListener('load', openAtFirstError);
})();
