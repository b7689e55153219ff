/* A package that is being made: how far it is, every few seconds, and the whole page anew when it is done. */
(function () {
  'use strict';

  var PAUSE = 3000;
  var place = document.querySelector('[data-govreview-progress]');

  function show(html) {
    var found = new DOMParser()
      .parseFromString(html, 'text/html')
      .querySelector('[data-govreview-progress]');
    if (!found) {
      return;
    }
    if (found.dataset.state === 'ready' || found.dataset.state === 'failed') {
      window.location.reload();
      return;
    }
    place.innerHTML = found.innerHTML;
    window.setTimeout(ask, PAUSE);
  }

  function ask() {
    window
      .fetch(window.location.href, { credentials: 'same-origin' })
      .then(function (response) {
        return response.text();
      })
      .then(show)
      .catch(function () {
        window.setTimeout(ask, PAUSE * 3);
      });
  }

  window.setTimeout(ask, PAUSE);
})();
