/* Signing: one tick for the whole checklist, and the cursor in the reason when somebody returns a page.
   Without this script everything works, with more taps. */
(function () {
  'use strict';

  function addTickAll(fieldset) {
    var boxes = Array.from(fieldset.querySelectorAll('input[type=checkbox]'));
    if (boxes.length < 2) {
      return;
    }
    var all = document.createElement('input');
    all.type = 'checkbox';
    var text = document.createElement('span');
    text.textContent = fieldset.dataset.govreviewAllLabel;
    var label = document.createElement('label');
    label.className = 'govreview-check govreview-check--all';
    label.append(all, text);
    fieldset.append(label);

    function show() {
      var ticked = boxes.filter(function (box) { return box.checked; }).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    all.addEventListener('change', function () {
      boxes.forEach(function (box) { box.checked = all.checked; });
    });
    boxes.forEach(function (box) { box.addEventListener('change', show); });
    show();
  }

  function focusReason() {
    if (window.location.hash === '#govreview-return') {
      var reason = document.querySelector('#govreview-return textarea');
      if (reason) {
        reason.focus();
      }
    }
  }

  function start() {
    document.querySelectorAll('[data-govreview-checklist]').forEach(addTickAll);
    focusReason();
    window.addEventListener('hashchange', focusReason);
    var error = document.querySelector('.govreview-signing .error-message, .govreview-signing .help-critical');
    if (error) {
      error.scrollIntoView({ block: 'center' });
    }
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
  } else {
    start();
  }
})();
