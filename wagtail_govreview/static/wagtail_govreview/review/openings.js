/* What the reviewer has opened, in the sign page and in the dialog: asked again when they come back from another
   window, so that the page need not be loaded anew. Without this script it is told after the next click. */
(function () {
  'use strict';

  // A file that is downloaded opens no window to come back from.
  var AFTER_CLICK = [1000, 4000];

  // “Not opened yet” was true when it was said.
  function takeBack(said) {
    var box = said.closest('.help-block');
    said.remove();
    if (box && !box.querySelector('p')) {
      box.remove();
    }
  }

  function show(list, told) {
    document.querySelectorAll('[data-govreview-mark]').forEach(function (mark) {
      var words = told.marks[mark.dataset.govreviewMark];
      if (words) {
        mark.classList.add('govreview-mark--opened');
        mark.lastElementChild.textContent = words;
      }
    });
    list.querySelectorAll('[data-govreview-unread]').forEach(function (item) {
      item.hidden = item.dataset.govreviewUnread in told.marks;
    });
    document.querySelectorAll('[data-govreview-left]').forEach(function (place) {
      place.textContent = told.left;
      place.hidden = !told.left;
    });
    document.querySelectorAll('[data-govreview-opened-count]').forEach(function (place) {
      place.textContent = told.attachments;
    });
    list.hidden = !told.left;
    if (!told.left) {
      document.querySelectorAll('[data-govreview-refused-unread]').forEach(takeBack);
    }
  }

  function ask() {
    var list = document.querySelector('[data-govreview-openings]');
    if (!list || list.hidden || document.visibilityState !== 'visible') {
      return;
    }
    fetch(list.dataset.govreviewOpenings, { headers: { Accept: 'application/json' } })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (told) {
        if (told) {
          show(list, told);
        }
      })
      .catch(function () { /* offline: asked again at the next return */ });
  }

  // The preview in the page is fetched when it comes into view, not before: what nobody scrolled to was not shown.
  function showFrame(frame) {
    if (!('IntersectionObserver' in window)) {
      return;
    }
    var watch = new IntersectionObserver(function (seen) {
      if (seen.some(function (entry) { return entry.isIntersecting; })) {
        watch.disconnect();
        frame.addEventListener('load', ask);
        frame.src = frame.dataset.govreviewFrame;
      }
    }, { threshold: 0.3 });
    watch.observe(frame);
  }

  function start() {
    document.querySelectorAll('[data-govreview-frame]').forEach(showFrame);
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
  } else {
    start();
  }
  document.addEventListener('visibilitychange', ask);
  window.addEventListener('focus', ask);
  window.addEventListener('pageshow', ask);
  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-govreview-opens]')) {
      AFTER_CLICK.forEach(function (delay) { window.setTimeout(ask, delay); });
    }
  });
})();
