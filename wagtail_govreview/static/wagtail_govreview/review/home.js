/* The quick actions of “Waiting for my signature”: Wagtail's own workflow dialog, opened from our panel. */
(function () {
  'use strict';

  function open(button) {
    window.ModalWorkflow({
      url: button.dataset.govreviewAction,
      triggerElement: button,
      onload: {
        action: function (modal) {
          var form = modal.body.find('form');
          var next = document.createElement('input');
          next.type = 'hidden';
          next.name = 'next';
          next.value = window.location.pathname;
          form.append(next);
          modal.ajaxifyForm(form);
        },
        success: function (modal, data) {
          window.location.href = data.redirect;
        },
      },
    });
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-govreview-action]');
    if (button) {
      event.preventDefault();
      open(button);
    }
  });
})();
