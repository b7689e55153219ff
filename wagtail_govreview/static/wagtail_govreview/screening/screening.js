/* The automatic checks in the page editor. They look at the form while somebody writes: after two quiet looks with the
   same content, never two requests at once, and typing waits for nothing. Rulings are kept without leaving the editor.
   Without this script the findings have a page of their own, and submitting asks the checks in any case. */
(function () {
  'use strict';

  var EVERY = 2000; // milliseconds between two looks at the form
  var MARKED = 4000; // how long a place stays marked
  var PATIENCE = 5000; // how long masking waits for a draft that is being saved
  var OPENED = 350; // what a tab or a folded panel takes to open

  function Checks(root) {
    this.root = root;
    this.form = root.closest('form');
    this.list = root.querySelector('[data-govreview-checks-list]');
    this.said = root.querySelector('[data-govreview-checks-said]');
    this.again = root.querySelector('[data-govreview-check-again]');
    this.tab = document.getElementById('tab-label-govreview');
    this.outstanding = Number(root.dataset.outstanding) || 0;
    this.seen = null; // the form at the last look
    this.sent = null; // the form that was checked last
    this.busy = false;
    this.waitUntil = 0;
    this.show();
    root.addEventListener('click', this.onClick.bind(this));
    root.addEventListener('keydown', this.onKey.bind(this));
    this.saving = false; // Wagtail saves the draft by itself
    this.leaving = ''; // where to go once it is saved
    ['save', 'success', 'error'].forEach(function (state) {
      document.addEventListener('w-autosave:' + state, this.onAutosave.bind(this));
    }, this);
    if (this.form && root.dataset.checkUrl) {
      if (this.again) {
        this.again.hidden = false;
      }
      window.setInterval(this.look.bind(this), EVERY);
    }
  }

  /* -- what shows ------------------------------------------------------------------------------------------- */

  Checks.prototype.show = function () {
    var canRule = this.root.dataset.ruleUrl !== '';
    this.list.querySelectorAll('[data-govreview-locate]').forEach(function (button) {
      button.hidden = false;
    });
    this.list.querySelectorAll('[data-govreview-rule]').forEach(function (button) {
      button.hidden = !canRule;
    });
  };

  // What the list shows anyway is said to screen readers only.
  Checks.prototype.say = function (words, aloud) {
    this.said.classList.toggle('w-sr-only', Boolean(aloud));
    if (this.said.textContent !== words) {
      this.said.textContent = words;
    }
  };

  Checks.prototype.take = function (answer) {
    var opened = this.list.querySelector('details') && this.list.querySelector('details').open;
    this.list.innerHTML = answer.html;
    if (opened && this.list.querySelector('details')) {
      this.list.querySelector('details').open = true;
    }
    this.show();
    this.count(answer.outstanding);
    this.say(answer.said, !answer.refused);
  };

  // The number in the tab's heading counts what keeps the page back, in this part and in the others.
  Checks.prototype.count = function (outstanding) {
    var change = outstanding - this.outstanding;
    this.outstanding = outstanding;
    var words = this.tab && Array.from(this.tab.childNodes).find(function (node) {
      return node.nodeType === Node.TEXT_NODE && node.textContent.trim();
    });
    if (!words || !change) {
      return;
    }
    var found = words.textContent.trim().match(/^(.*?)(?: \((\d+)\))?$/);
    var total = Math.max(Number(found[2] || 0) + change, 0);
    words.textContent = total ? found[1] + ' (' + total + ')' : found[1];
  };

  /* -- checking --------------------------------------------------------------------------------------------- */

  Checks.prototype.content = function () {
    var data = new URLSearchParams();
    new FormData(this.form).forEach(function (value, name) {
      if (typeof value === 'string') { // files are checked when they are saved
        data.append(name, value);
      }
    });
    return data.toString();
  };

  Checks.prototype.look = function () {
    var quiet = document.visibilityState === 'visible' && !this.busy && Date.now() >= this.waitUntil;
    if (!quiet || this.list.querySelector('.govreview-found__reason')) {
      return;
    }
    var content = this.content();
    if (content !== this.seen) {
      this.seen = content; // still being written
    } else if (content !== this.sent) {
      this.check(content);
    }
  };

  Checks.prototype.check = function (content) {
    var checks = this;
    this.sent = content;
    this.ask(this.root.dataset.checkUrl, content, function (answer) {
      if (!checks.list.querySelector('.govreview-found__reason')) {
        checks.take(answer);
      }
    });
  };

  Checks.prototype.ask = function (url, content, then) {
    var checks = this;
    this.busy = true;
    this.root.classList.add('govreview-checks--busy');
    this.list.setAttribute('aria-busy', 'true');
    return fetch(url, {
      method: 'POST',
      body: content,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
        'X-Requested-With': 'XMLHttpRequest',
      },
    })
      .then(function (response) {
        if (response.status === 429) {
          checks.waitUntil = Date.now() + 1000 * (Number(response.headers.get('Retry-After')) || 30);
          checks.sent = null;
          checks.say(checks.root.dataset.wordsLater);
          return null;
        }
        if (!response.ok && response.status !== 409) {
          throw new Error(response.status);
        }
        return response.json();
      })
      .then(function (answer) {
        if (answer) {
          then(answer);
        }
      })
      .catch(function () { checks.say(checks.root.dataset.wordsFailed); })
      .finally(function () {
        checks.busy = false;
        checks.root.classList.remove('govreview-checks--busy');
        checks.list.removeAttribute('aria-busy');
      });
  };

  /* -- drafts that Wagtail saves by itself ------------------------------------------------------------------- */

  // A page that was new has its own addresses once it is saved, and its findings can be ruled on.
  Checks.prototype.onAutosave = function (event) {
    this.saving = event.type === 'w-autosave:save';
    var saved = event.type === 'w-autosave:success' && event.detail && event.detail.data;
    if (saved && saved.pk && !this.root.dataset.ruleUrl && this.root.dataset.savedCheckUrl) {
      this.root.dataset.checkUrl = this.root.dataset.savedCheckUrl.replace('/0/', '/' + saved.pk + '/');
      this.root.dataset.ruleUrl = this.root.dataset.savedRuleUrl.replace('/0/', '/' + saved.pk + '/');
      this.sent = null;
    }
    if (this.leaving && !this.saving) {
      window.location.assign(this.leaving);
    }
  };

  // Masking starts from the newest draft, so it waits for what Wagtail is about to save; not for ever.
  Checks.prototype.leave = function (event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(this.saving || this.willBeSaved())) {
      return;
    }
    event.preventDefault();
    if (!this.leaving) {
      window.setTimeout(window.location.assign.bind(window.location, link.href), PATIENCE);
    }
    this.leaving = link.href;
  };

  Checks.prototype.willBeSaved = function () {
    var controllers = ' ' + (this.form && this.form.dataset.controller || '') + ' ';
    return controllers.indexOf(' w-autosave ') >= 0 && this.form.dataset.wUnsavedHasEditsValue === 'true';
  };

  /* -- ruling ----------------------------------------------------------------------------------------------- */

  Checks.prototype.onClick = function (event) {
    var link = event.target.closest('a[data-govreview-mask]');
    var button = event.target.closest('button');
    if (link) {
      this.leave(event, link);
    }
    if (!button) {
      return;
    }
    if (button === this.again) {
      if (!this.busy) {
        this.say(this.root.dataset.wordsChecking);
        this.check(this.content());
      }
    } else if (button.hasAttribute('data-govreview-locate')) {
      this.locate(button);
    } else if (button.hasAttribute('data-govreview-rule')) {
      this.decide(button);
    } else if (button.hasAttribute('data-govreview-reason-keep')) {
      this.keepReason(button.closest('.govreview-found__reason'));
    } else if (button.hasAttribute('data-govreview-reason-cancel')) {
      this.closeReason(button.closest('.govreview-found__reason'));
    }
  };

  // Escape closes the reason; Enter in it must not send the editor's form.
  Checks.prototype.onKey = function (event) {
    var reason = event.target.closest('.govreview-found__reason');
    if (!reason) {
      return;
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.closeReason(reason);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.keepReason(reason);
    }
  };

  Checks.prototype.decide = function (button) {
    if (!button.hasAttribute('data-needs-reason')) {
      this.rule(button.closest('[data-govreview-finding]'), button.dataset.govreviewRule, '');
      return;
    }
    this.root.querySelectorAll('.govreview-found__reason').forEach(function (other) { other.remove(); });
    var template = this.root.querySelector('template[data-govreview-reason]');
    var item = button.closest('[data-govreview-finding]');
    item.appendChild(template.content.cloneNode(true));
    var reason = item.querySelector('.govreview-found__reason');
    reason.decision = button.dataset.govreviewRule;
    reason.opener = button;
    reason.querySelector('label span').textContent = button.textContent.trim().replace(/…$/, '') + ' · ' +
      reason.querySelector('label span').textContent;
    reason.querySelector('textarea').focus();
  };

  Checks.prototype.closeReason = function (reason) {
    reason.remove();
    reason.opener.focus();
  };

  Checks.prototype.keepReason = function (reason) {
    var text = reason.querySelector('textarea');
    if (!text.value.trim()) {
      text.setAttribute('aria-invalid', 'true');
      text.focus();
      return;
    }
    this.rule(reason.closest('[data-govreview-finding]'), reason.decision, text.value);
  };

  Checks.prototype.rule = function (item, decision, reason) {
    if (this.busy) {
      window.setTimeout(this.rule.bind(this, item, decision, reason), 300);
      return;
    }
    var checks = this;
    var number = item.id;
    var content = new URLSearchParams({
      csrfmiddlewaretoken: this.form.querySelector('[name=csrfmiddlewaretoken]').value,
      key: item.dataset.govreviewFinding,
      decision: decision,
      reason: reason,
    });
    this.ask(this.root.dataset.ruleUrl, content.toString(), function (answer) {
      checks.take(answer);
      var next = document.getElementById(number + '-what') || checks.list.querySelector('.govreview-found__what');
      if (next) {
        next.focus();
      }
    });
  };

  /* -- the place in the form -------------------------------------------------------------------------------- */

  // “body.3.paragraph”: the block that now stands fourth; “title”: the field.
  Checks.prototype.place = function (path) {
    var parts = path.split('.');
    var prefix = parts[0];
    var found = this.form.querySelector('[data-contentpath="' + CSS.escape(parts[0]) + '"]');
    for (var i = 1; i < parts.length; i += 1) {
      var block = /^\d+$/.test(parts[i]) ? this.block(prefix, parts[i]) : null;
      if (block) {
        prefix = block.name.replace(/-order$|-ORDER$/, '') + '-value';
        found = block.closest('[data-contentpath], li, section') || found;
      } else if (!/^\d+$/.test(parts[i])) {
        var deeper = this.form.querySelector('[name="' + CSS.escape(prefix + '-' + parts[i]) + '"]');
        if (deeper) {
          prefix = deeper.name;
          found = deeper;
        }
      }
    }
    return found || this.form.querySelector('[name="' + CSS.escape(prefix) + '"]') ||
      this.form.querySelector('[name^="' + CSS.escape(parts[0]) + '-"]:not([type=hidden])');
  };

  Checks.prototype.block = function (prefix, position) {
    var names = [prefix + '-', prefix + '-'];
    return Array.from(this.form.querySelectorAll('input[name^="' + CSS.escape(names[0]) + '"]')).find(function (input) {
      var order = new RegExp('^' + prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + '-\\d+-(order|ORDER)$');
      if (!order.test(input.name)) {
        return false;
      }
      var place = input.name.endsWith('-ORDER') ? Number(input.value) - 1 : Number(input.value);
      return place === Number(position);
    });
  };

  Checks.prototype.locate = function (button) {
    var place = this.place(button.dataset.govreviewLocate);
    if (!place) {
      this.say(this.root.dataset.wordsNowhere);
      return;
    }
    if (place.type === 'hidden') {
      place = place.closest('[data-contentpath], [data-field], .w-field, .w-panel') || place.parentElement;
    }
    unfold(place);
    window.setTimeout(function () { mark(place, button.dataset.needle); }, OPENED);
  };

  // The tab in which it lies, and the folded panels around it.
  function unfold(place) {
    var tab = place.closest('[role=tabpanel]');
    var label = tab && document.getElementById(tab.getAttribute('aria-labelledby'));
    if (label && label.getAttribute('aria-selected') !== 'true') {
      label.click();
    }
    for (var around = place; around; around = around.parentElement && around.parentElement.closest('section')) {
      var toggle = around.querySelector(':scope > .w-panel__header [data-panel-toggle][aria-expanded=false]');
      if (toggle) {
        toggle.click();
      }
    }
  }

  function mark(place, needle) {
    var field = place.matches('input, textarea, select') ? place : null;
    field = field || place.querySelector('input:not([type=hidden]), textarea, [contenteditable=true], select');
    place.scrollIntoView({ block: 'center' });
    place.classList.add('govreview-located');
    window.setTimeout(function () { place.classList.remove('govreview-located'); }, MARKED);
    if (!field) {
      return;
    }
    field.focus({ preventScroll: true });
    if (needle && typeof field.value === 'string' && field.setSelectionRange) {
      var at = field.value.indexOf(needle);
      if (at >= 0) {
        field.setSelectionRange(at, at + needle.length);
      }
    } else if (needle) {
      markText(place, needle);
    }
  }

  function markText(place, needle) {
    var texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      var at = texts.currentNode.textContent.indexOf(needle);
      if (at >= 0) {
        var range = document.createRange();
        range.setStart(texts.currentNode, at);
        range.setEnd(texts.currentNode, at + needle.length);
        var selection = window.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        texts.currentNode.parentElement.scrollIntoView({ block: 'center' });
        return;
      }
    }
  }

  function start() {
    document.querySelectorAll('[data-govreview-checks]').forEach(function (root) {
      if (!root.govreviewChecks) {
        root.govreviewChecks = new Checks(root);
      }
    });
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
  } else {
    start();
  }
})();
