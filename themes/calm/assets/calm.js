// Every page works without this. It filters the directory, follows conditions in forms, and helps people leave quickly.
(function () {
  'use strict';
  var doc = document;
  // Set before anything is drawn, so that nothing moves when the rest begins. Should this file not arrive, all is shown.
  doc.documentElement.classList.add('js');
  if (doc.readyState === 'loading') doc.addEventListener('DOMContentLoaded', start); else start();

  function start() {
    var all = function (selector, root) { return Array.prototype.slice.call((root || doc).querySelectorAll(selector)); };
    var dirty = false;

    // Leaves no way back with the browser's own button.
    all('[data-exit]').forEach(function (link) {
      link.addEventListener('click', function (event) {
        event.preventDefault();
        dirty = false;
        location.replace(link.href);
      });
    });

    // The directory: links to single values become switches that can be combined.
    var filters = doc.querySelector('[data-filters]');
    var cards = all('[data-facets]');
    if (filters && cards.length > 1 && !filters.querySelector('[aria-current]')) {
      var count = doc.querySelector('[data-count]');
      var reset = filters.querySelector('[data-filter-clear]');
      var chosen = {};
      var apply = function () {
        var groups = Object.keys(chosen).filter(function (id) { return chosen[id].length; });
        var shown = cards.filter(function (card) {
          var has = card.getAttribute('data-facets').split(' ');
          var fits = groups.every(function (id) {
            return chosen[id].some(function (value) { return has.indexOf(value) >= 0; });
          });
          card.classList.toggle('is-off', !fits);
          return fits;
        }).length;
        var words = shown === 1 ? 'one' : shown ? 'many' : 'none';
        reset.hidden = !groups.length;
        count.textContent = groups.length ? count.getAttribute('data-' + words).replace('#', shown) : '';
      };
      all('a[data-facet]', filters).forEach(function (link) {
        var pair = link.getAttribute('data-facet');
        var id = pair.split(':')[0];
        var button = doc.createElement('button');
        button.type = 'button';
        button.textContent = link.textContent;
        button.lang = link.lang;
        button.setAttribute('aria-pressed', 'false');
        button.addEventListener('click', function () {
          var values = chosen[id] || (chosen[id] = []);
          var at = values.indexOf(pair);
          if (at < 0) values.push(pair); else values.splice(at, 1);
          button.setAttribute('aria-pressed', String(at < 0));
          apply();
        });
        link.replaceWith(button);
      });
      reset.firstElementChild.addEventListener('click', function () {
        chosen = {};
        all('[aria-pressed]', filters).forEach(function (button) { button.setAttribute('aria-pressed', 'false'); });
        apply();
        filters.querySelector('summary').focus();
      });
    }

    var form = doc.querySelector('[data-form]');
    if (!form) return;
    var controls = all('input, textarea', form);
    var status = doc.querySelector('[data-status]');
    var lines = new Map(controls.map(function (control) { return [control, control.rows]; }));

    // What a question's answer is now: the ids of what is ticked, or what is written.
    var answer = function (key, copy) {
      var boxes = [];
      if (copy > 1) boxes = all('[data-copy="' + copy + '"] [data-field="' + key + '"]', form);
      if (!boxes.length) boxes = all('[data-field="' + key + '"]', form);
      var box = boxes[0];
      if (!box || box.closest('.is-off')) return [];
      var values = [];
      all('input, textarea', box).forEach(function (control) {
        if (control.closest('.voicemail') || control.hasAttribute('data-other')) return;
        var tick = control.type === 'radio' || control.type === 'checkbox';
        if (tick ? control.checked : control.value.trim()) values.push(control.value.trim());
      });
      return values;
    };
    var holds = function (test, copy) {
      var values = answer(test.field, copy);
      var number = parseFloat(String(values[0]).replace(',', '.'));
      var has = function (value) { return values.indexOf(String(value)) >= 0; };
      switch (test.op) {
        case 'is': return has(test.value);
        case 'is_not': return !has(test.value);
        case 'any_of': return test.value.some(has);
        case 'at_least': return number >= test.value;
        case 'at_most': return number <= test.value;
        default: return values.length > 0;
      }
    };
    var asking = all('[data-when]', form).map(function (box) {
      try {
        var part = box.closest('[data-copy]');
        return { box: box, when: JSON.parse(box.getAttribute('data-when')), copy: part ? +part.getAttribute('data-copy') : 1 };
      } catch (error) { return null; }
    }).filter(Boolean);
    // Conditions only look back, so one pass in order settles them all.
    var update = function () {
      asking.forEach(function (one) {
        var test = function (t) { return holds(t, one.copy); };
        var yes = one.when.any ? one.when.any.some(test) : (one.when.all || []).every(test);
        one.box.classList.toggle('is-off', !yes);
        one.box.classList.add('is-settled');
      });
    };
    var grow = function (area) {
      while (area.scrollHeight > area.clientHeight + 2 && area.rows < 60) area.rows += 1;
    };

    form.addEventListener('input', function (event) {
      var control = event.target;
      dirty = true;
      status.textContent = '';
      if (control.hasAttribute('data-other') && control.value) doc.getElementById(control.getAttribute('data-other')).checked = true;
      if (control.rows) grow(control);
      update();
    });
    form.addEventListener('change', update);
    addEventListener('pageshow', update);
    addEventListener('beforeunload', function (event) {
      if (!dirty) return;
      event.preventDefault();
      event.returnValue = '';
    });
    all('[data-print]').forEach(function (button) {
      button.addEventListener('click', function () { window.print(); });
    });
    all('[data-clear]').forEach(function (button) {
      button.addEventListener('click', function () {
        if (dirty && !confirm(button.getAttribute('data-ask'))) return;
        controls.forEach(function (control) {
          if (control.type === 'radio' || control.type === 'checkbox') control.checked = false;
          else control.value = '';
          if (control.rows) control.rows = lines.get(control);
        });
        dirty = false;
        update();
        status.textContent = button.getAttribute('data-done');
      });
    });
    update();
  }
})();
