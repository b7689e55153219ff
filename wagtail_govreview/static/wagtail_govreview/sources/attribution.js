/* The source of the information in the page editor: only the fields that the chosen class needs are there, and the
   link is recognised while it is typed. Nothing typed is ever lost; without this script all fields show. */
(function () {
  'use strict';

  var DELAY = 350; // milliseconds of quiet before the server is asked
  var ASKED = [
    'information_class', 'link', 'source_site', 'original_title', 'issuing_organ', 'document_number',
    'reprinted_at', 'authorised_by',
  ];

  function SourcePanel(root) {
    this.root = root;
    this.url = root.dataset.govreviewSources;
    this.filled = {}; // what this script wrote, by field: it may write again over its own words, never over others'
    this.timer = null;
    this.request = null;
    this.asked = '';
    root.classList.add('govreview-sources--live');
    root.addEventListener('change', this.onChange.bind(this));
    root.addEventListener('input', this.onInput.bind(this));
    root.addEventListener('click', this.onClick.bind(this));
    var title = document.getElementById('id_title');
    if (title) {
      title.addEventListener('change', this.askSoon.bind(this));
    }
    this.describe();
    this.show();
    this.askSoon();
  }

  SourcePanel.prototype.fields = function (name) {
    return Array.from(this.root.querySelectorAll('[name$="-' + name + '"]'));
  };

  SourcePanel.prototype.value = function (name) {
    var fields = this.fields(name);
    var field = fields.find(function (item) { return item.type !== 'radio' || item.checked; });
    return field ? field.value.trim() : '';
  };

  SourcePanel.prototype.chosen = function () {
    return this.fields('information_class').find(function (radio) { return radio.checked; }) || null;
  };

  SourcePanel.prototype.status = function (name) {
    return this.root.querySelector('[data-govreview-status="' + name + '"]');
  };

  /* -- what shows ------------------------------------------------------------------------------------------- */

  function hasError(element) {
    return element.querySelector('.error-message') !== null;
  }

  SourcePanel.prototype.show = function () {
    var chosen = this.chosen();
    var reprint = chosen && chosen.hasAttribute('data-govreview-reprint');
    var own = chosen && chosen.hasAttribute('data-govreview-own');
    var taken = reprint || (chosen && !own && this.value('link') !== '');
    this.root.querySelectorAll('[data-govreview-needed-by]').forEach(function (group) {
      var needed = group.dataset.govreviewNeededBy === 'reprint' ? taken : chosen;
      group.hidden = !(needed || hasError(group));
    });
    this.root.querySelectorAll('[data-govreview-kinds]').forEach(function (group) {
      var code = group.dataset.govreviewKinds;
      var needed = code === '' || (chosen && chosen.value === code);
      group.hidden = !needed;
      // A disabled box is not posted: kinds of another class do not count, but come back with their class.
      group.querySelectorAll('input').forEach(function (box) { box.disabled = !needed; });
    });
  };

  /* -- what the server knows -------------------------------------------------------------------------------- */

  SourcePanel.prototype.describe = function () {
    var panel = this;
    ['link', 'document_number'].forEach(function (name) {
      var status = panel.status(name);
      panel.fields(name).forEach(function (field) {
        if (status) {
          var known = field.getAttribute('aria-describedby');
          field.setAttribute('aria-describedby', (known ? known + ' ' : '') + status.id);
        }
      });
    });
  };

  SourcePanel.prototype.question = function () {
    var query = new URLSearchParams();
    var panel = this;
    ASKED.forEach(function (name) { query.set(name, panel.value(name)); });
    var title = document.getElementById('id_title');
    query.set('title', title ? title.value : '');
    return query.toString();
  };

  SourcePanel.prototype.askSoon = function () {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.ask.bind(this), DELAY);
  };

  SourcePanel.prototype.ask = function () {
    var panel = this;
    var question = this.question();
    if (question === this.asked) {
      return;
    }
    this.asked = question;
    if (this.request) {
      this.request.abort();
    }
    if (this.value('link') === '' && this.value('document_number') === '') {
      this.answer({ link: {}, number: {}, fill: {} });
      return;
    }
    this.request = new AbortController();
    fetch(this.url + '?' + question, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
      credentials: 'same-origin',
      signal: this.request.signal,
    })
      .then(function (response) {
        if (!response.ok) {
          throw new Error(String(response.status));
        }
        return response.json();
      })
      .then(panel.answer.bind(panel))
      .catch(function (error) {
        if (error.name !== 'AbortError') {
          // The form asks the same rules when it is submitted: silence here loses nothing.
          panel.asked = '';
          panel.answer({ link: {}, number: {}, fill: {} });
        }
      });
  };

  SourcePanel.prototype.answer = function (found) {
    this.fill(found.fill);
    this.say('link', found.link);
    this.say('document_number', found.number);
  };

  SourcePanel.prototype.say = function (name, answer) {
    var status = this.status(name);
    if (!status) {
      return;
    }
    status.textContent = '';
    status.hidden = !answer.sentence;
    status.classList.toggle('govreview-status--good', answer.state === 'good');
    status.classList.toggle('govreview-status--bad', answer.state === 'bad');
    if (!answer.sentence) {
      return;
    }
    var sign = document.createElement('span');
    sign.setAttribute('aria-hidden', 'true');
    sign.textContent = answer.state === 'good' ? '✓ ' : '✕ ';
    status.append(sign, answer.sentence);
    if (answer.suggestion) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-small button-secondary govreview-status__use';
      button.dataset.govreviewUse = answer.suggestion;
      button.textContent = answer.offer;
      status.append(' ', button);
    }
  };

  SourcePanel.prototype.fill = function (known) {
    var panel = this;
    Object.keys(known).forEach(function (name) {
      var field = panel.fields(name)[0];
      if (!field) {
        return;
      }
      var empty = field.value.trim() === '';
      var ours = panel.filled[name] !== undefined && field.value === panel.filled[name];
      // The time of the reprint is written once; what is known of a source follows the link.
      if (empty || (ours && name !== 'reprinted_at')) {
        panel.write(name, known[name]);
      }
    });
  };

  SourcePanel.prototype.write = function (name, value) {
    var field = this.fields(name)[0];
    if (field && field.value !== value) {
      this.filled[name] = value;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };

  /* -- what people do ---------------------------------------------------------------------------------------- */

  SourcePanel.prototype.onChange = function () {
    this.show();
    this.askSoon();
  };

  SourcePanel.prototype.onInput = function () {
    this.askSoon();
  };

  SourcePanel.prototype.onClick = function (event) {
    var button = event.target.closest('[data-govreview-use]');
    if (button) {
      this.write('document_number', button.dataset.govreviewUse);
      this.fields('document_number')[0].focus();
    }
  };

  function start() {
    document.querySelectorAll('[data-govreview-sources]').forEach(function (root) {
      new SourcePanel(root);
    });
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
  } else {
    start();
  }
})();
