// The search page's box. Pagefind's program runs beside the page and reads the site's own index; what is typed goes nowhere.
// Without this file, and where a browser cannot do it, the page lists everything.
(function () {
  'use strict';
  var doc = document;
  if (!window.Worker || !window.WebAssembly || !window.URLSearchParams) return;
  // Set before anything is drawn, so that nothing moves when the rest begins.
  doc.documentElement.classList.add('can-search');
  if (doc.readyState === 'loading') doc.addEventListener('DOMContentLoaded', start); else start();

  function start() {
    var box = doc.querySelector('[data-index]');
    if (!box) return;
    var part = function (name) { return doc.querySelector('[data-search-' + name + ']'); };
    var say = function (name) { return box.getAttribute('data-' + name); };
    var input = box.querySelector('input');
    var status = part('status'), found = part('found'), more = part('more'), none = part('none'), crisis = part('crisis'), list = part('list');
    var PAGE = 10;

    // Pagefind's program: asked and answered by number.
    var worker, broken = false, asked = 0, waiting = {}, entry = '';
    function call(method, args) {
      if (!worker) {
        worker = new Worker(say('index') + 'pagefind-worker.js');
        worker.onmessage = function (event) {
          var answer = waiting[event.data.id];
          delete waiting[event.data.id];
          if (answer) answer(event.data);
        };
        worker.onerror = fail;
        version().then(function (text) { entry = text; }, function () {});
        call('init', [{ basePath: say('index'), language: doc.documentElement.lang.toLowerCase(), primary: true, excerptLength: 24, excerptEllipsis: '…' }]);
      }
      return new Promise(function (done, failed) {
        var id = String(asked += 1);
        waiting[id] = function (data) { if (data.error) failed(data.error); else done(data.result); };
        worker.postMessage({ id: id, instanceId: 'box', method: method, args: args });
      });
    }
    // What the index says of itself; another text once the site has been published anew.
    function version() {
      return fetch(say('index') + 'pagefind-entry.json', { cache: 'no-store' }).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      });
    }
    // The old index's pieces are gone then: begin with the new one.
    function restart() {
      if (worker) worker.terminate();
      worker = null;
      waiting = {};
      held = hits = [];
    }
    function fail() {
      broken = true;
      show('', []);
      crisis.hidden = !speaksOfSelfHarm(query);
      status.textContent = say('broken');
    }

    // Words of self-harm, as the questions of forms are known by them.
    var letter = /[\p{L}\p{N}]/u, silent = /[\p{M}'’*\u00ad]/u;
    function wordsOf(text) {
      var words = [''];
      Array.from(text.normalize('NFD').toLowerCase()).forEach(function (c) {
        if (letter.test(c)) words[words.length - 1] += c;
        else if (!silent.test(c)) words.push('');
      });
      return words.filter(Boolean);
    }
    var phrases = JSON.parse(say('crisis')).map(function (phrase) {
      return phrase.split(' ').map(function (step) { return { maybe: step[0] === '?', words: step.replace('?', '').split('|') }; });
    });
    function fits(steps, words) {
      if (!steps.length) return true;
      var here = words.length && steps[0].words.some(function (word) {
        return word.slice(-1) === '*' ? words[0].indexOf(word.slice(0, -1)) === 0 : word === words[0];
      });
      return (here && fits(steps.slice(1), words.slice(1))) || (steps[0].maybe && fits(steps.slice(1), words));
    }
    function speaksOfSelfHarm(text) {
      var words = wordsOf(text);
      return words.some(function (_, at) {
        var rest = words.slice(at);
        return phrases.some(function (steps) { return fits(steps, rest); });
      });
    }

    // Text with the words that were looked for marked. Nothing is ever read as HTML.
    function put(into, text, marked) {
      if (marked) into = into.appendChild(doc.createElement('mark'));
      into.appendChild(doc.createTextNode(text));
    }
    function excerpt(into, html, heading) {
      // Pagefind writes no other tag than this, and of the text's own signs only these two as names.
      var parts = html.split(/<\/?mark>/).map(function (text) { return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>'); });
      // The heading stands before it already.
      var skip = heading && parts.join('').indexOf(heading + '. ') === 0 ? heading.length + 2 : 0;
      parts.forEach(function (text, n) {
        var rest = text.slice(skip);
        skip = Math.max(0, skip - text.length);
        if (rest) put(into, rest, n % 2);
      });
    }
    function title(into, text, wanted) {
      text.split(/(\s+)/).forEach(function (word) {
        put(into, word, wordsOf(word).some(function (own) {
          return wanted.some(function (w) { return own.indexOf(w) === 0; });
        }));
      });
    }
    function link(url, text, wanted, name) {
      var a = doc.createElement('a');
      // Only this site's own pages are in the index.
      if (/^\/(?!\/)/.test(url)) a.href = url;
      a.className = name;
      title(a, text, wanted);
      return a;
    }
    function row(page, wanted) {
      var item = doc.createElement('li');
      item.appendChild(link(page.url, page.meta.title || page.url, wanted, 'row-title'));
      var kind = ((page.filters || {}).kind || [])[0];
      if (kind && say('kind-' + kind)) {
        var meta = item.appendChild(doc.createElement('p'));
        meta.className = 'meta';
        meta.textContent = say('kind-' + kind);
      }
      // The part of the page that has most of the words.
      var best = (page.sub_results || []).map(function (sub) {
        return { sub: sub, weight: sub.weighted_locations.reduce(function (sum, l) { return sum + l.balanced_score; }, 0) };
      }).sort(function (a, b) { return b.weight - a.weight; })[0];
      var text = item.appendChild(doc.createElement('p'));
      var part = best && best.sub.anchor ? best.sub.title : '';
      if (part) {
        text.appendChild(link(best.sub.url, part, wanted, 'search-part'));
        put(text, ' ');
      }
      excerpt(text, best ? best.sub.excerpt : page.excerpt, part);
      return item;
    }

    // What is shown. `hits` are numbers under which Pagefind keeps the pages.
    var turn = 0, query = '', hits = [], shown = 0, held = [];
    function show(text, results, some) {
      found.removeAttribute('aria-busy');
      if (worker && !broken) release(held.map(function (hit) { return { data: hit }; }));
      held = hits = results.map(function (result) { return result.data; });
      shown = 0;
      found.textContent = '';
      crisis.hidden = !text || !speaksOfSelfHarm(text);
      none.hidden = !text || hits.length > 0;
      found.hidden = !hits.length;
      more.hidden = true;
      list.hidden = hits.length > 0;
      var n = hits.length;
      status.textContent = text ? (crisis.hidden ? '' : say('crisis-said') + ' ') + (n ? (some ? say('some') + ' ' : '') + say(n === 1 ? 'one' : 'many').replace('#', n) : say('none')) : '';
    }
    function further(focus) {
      var mine = turn, wanted = wordsOf(query);
      var next = hits.slice(shown, shown + PAGE);
      shown += next.length;
      return Promise.all(next.map(function (hit) { return call('getData', [hit]); })).then(function (pages) {
        if (mine !== turn) return;
        var first;
        pages.forEach(function (page) {
          if (!page) return;
          var item = found.appendChild(row(page, wanted));
          first = first || item;
        });
        more.hidden = shown >= hits.length;
        found.removeAttribute('aria-busy');
        if (focus && first) first.firstChild.focus();
      });
    }
    function ask(text) {
      return call('search', [text, {}]).then(function (answer) { return (answer && answer.results) || []; });
    }
    function release(results) { results.forEach(function (result) { call('releaseData', [result.data]); }); }
    // Several answers as one: the pages in most of them first.
    function together(answers) {
      var pages = {}, all = [];
      answers.forEach(function (results) {
        results.forEach(function (result) {
          var page = pages[result.id];
          if (!page) all.push(page = pages[result.id] = { id: result.id, data: result.data, words: 0, score: 0 });
          else release([result]);
          page.words += 1;
          page.score += result.score;
        });
      });
      all.sort(function (a, b) { return b.words - a.words || b.score - a.score; });
      release(all.splice(PAGE * 2));
      return all;
    }
    function search(text, again) {
      text = text.trim();
      var mine = turn += 1;
      query = text;
      // Help comes before the index has been fetched, and without it.
      crisis.hidden = !speaksOfSelfHarm(text);
      if (broken) return;
      // One letter of an alphabet is the beginning of everything.
      if (!text || /^[\p{Lu}\p{Ll}\d]$/u.test(text)) {
        show('', []);
        return;
      }
      found.setAttribute('aria-busy', 'true');
      var some = false;
      ask(text).then(function (results) {
        if (results.length || again || mine !== turn) return results;
        return version().then(function (now) {
          if (!entry || now === entry) return results;
          restart();
          return ask(text);
        });
      }).then(function (results) {
        // No page has all of the words: then those that have some.
        var words = text.split(/\s+/).filter(function (word) { return word.length > 2; });
        if (results.length || words.length < 2 || mine !== turn) return results;
        some = true;
        return Promise.all(words.map(ask)).then(together);
      }).then(function (results) {
        if (mine !== turn) {
          release(results);
          return null;
        }
        show(text, results, some);
        found.setAttribute('aria-busy', 'true');
        return further(false);
      }).catch(function () {
        if (mine === turn) retry(again);
      });
    }
    function retry(again) {
      if (again || broken) {
        fail();
        return;
      }
      restart();
      search(query, true);
    }

    // The words stand in the address behind #, which no browser sends to the host: it can be shared, and Back comes here again.
    var settled = true, timer;
    function address(text) { return location.pathname + (text ? '#q=' + encodeURIComponent(text) : ''); }
    function remember() {
      var text = input.value.trim();
      if (text === read()) return;
      history[settled ? 'pushState' : 'replaceState'](null, '', address(text));
      settled = false;
    }
    function read() { return (new URLSearchParams(location.hash.slice(1)).get('q') || '').trim(); }
    function restore() {
      input.value = read();
      settled = true;
      search(input.value);
    }
    input.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(function () { remember(); search(input.value); }, 120);
    });
    input.addEventListener('change', function () {
      clearTimeout(timer);
      remember();
      settled = true;
      if (query !== input.value.trim()) search(input.value);
    });
    // The program is on its way before the first letter, and the index is the newest whenever somebody comes back to the box.
    input.addEventListener('focus', function () {
      if (broken) return;
      if (!worker) call('preload', ['']).catch(function () {});
      else version().then(function (now) {
        if (!entry || now === entry) return;
        restart();
        search(input.value);
      }, function () {});
    });
    more.firstElementChild.addEventListener('click', function () { further(true).catch(function () { retry(false); }); });
    addEventListener('popstate', restore);
    addEventListener('hashchange', function () { if (read() !== query) restore(); });
    // An address with ?q= may come from elsewhere: from here on the words stay on this side.
    var given = new URLSearchParams(location.search).get('q');
    if (given !== null) history.replaceState(null, '', address(given.trim()));
    if (read()) restore();
  }
})();
