'use strict';
// The form of /signup: asks for a challenge, has the work done, posts the signup, and waits until it is decided. Everything
// that it says stands in the page, in the page's language.
(() => {
  const FIELDS = ['email', 'first_name', 'last_name'];
  const LONGEST_NAME = 64;
  const SLOW_AFTER = 8000;
  const GIVE_UP_AFTER = 15 * 60 * 1000;

  const byId = (id) => document.getElementById(id);
  const main = document.querySelector('main');
  const api = main.dataset.api;
  const language = document.documentElement.lang;
  const form = byId('form');
  const submit = byId('submit');
  const texts = byId('texts').content;
  const title = document.title;

  let busy = false;
  let attempt = { body: null, key: null };

  const text = (key, value) =>
    texts.querySelector(`[data-text="${key}"]`).textContent.replace('{0}', () => (value === undefined ? '{0}' : value));

  class Problem extends Error {
    constructor(key) {
      super(key);
      this.key = key;
    }
  }

  class FieldProblems extends Error {
    constructor(list) {
      super('fields');
      this.list = list;
    }
  }

  // -- What is wrong

  function violations(values) {
    const wrong = [];
    if (values.email === '') {
      wrong.push({ field: 'email', detail: text('problem.email.missing') });
    } else if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.email)) {
      wrong.push({ field: 'email', detail: text('problem.email') });
    }
    for (const name of ['first_name', 'last_name']) {
      if (Array.from(values[name]).length > LONGEST_NAME) {
        wrong.push({ field: name, detail: text('problem.too-long') });
      }
    }
    return wrong;
  }

  function clearProblems() {
    document.title = title;
    byId('problems').hidden = true;
    byId('problems').replaceChildren();
    for (const field of FIELDS) {
      const input = byId(field);
      const problem = byId(`${field}-problem`);
      problem.hidden = true;
      problem.textContent = '';
      input.removeAttribute('aria-invalid');
      const hint = byId(`${field}-hint`);
      if (hint) {
        input.setAttribute('aria-describedby', hint.id);
      } else {
        input.removeAttribute('aria-describedby');
      }
    }
  }

  function paragraph(content) {
    const p = document.createElement('p');
    p.textContent = content;
    return p;
  }

  function showProblems(nodes) {
    document.title = `${text('problem.title-prefix')} ${title}`;
    const problems = byId('problems');
    problems.replaceChildren(...nodes);
    problems.hidden = false;
    problems.focus();
  }

  const labelOf = (field) => form.querySelector(`label[for=${field}]`).textContent.trim();

  function showFieldProblems(list) {
    const items = document.createElement('ul');
    for (const { field, detail } of list) {
      const input = byId(field);
      const problem = byId(`${field}-problem`);
      const hint = byId(`${field}-hint`);
      problem.textContent = detail;
      problem.hidden = false;
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', hint ? `${hint.id} ${problem.id}` : problem.id);
      const link = document.createElement('a');
      link.href = `#${field}`;
      link.textContent = field === 'email' ? detail : `${labelOf(field)}: ${detail}`;
      link.addEventListener('click', (event) => {
        event.preventDefault();
        input.focus();
      });
      const item = document.createElement('li');
      item.append(link);
      items.append(item);
    }
    showProblems([paragraph(text('problem.heading')), items]);
  }

  // -- What goes on

  function working(key, portion) {
    byId('status').textContent = key === null ? '' : text(key);
    const progress = byId('progress');
    progress.hidden = key === null;
    if (portion === undefined) {
      progress.removeAttribute('value');
    } else {
      progress.value = portion;
    }
  }

  function setBusy(now) {
    busy = now;
    form.setAttribute('aria-busy', String(now));
    if (now) {
      submit.setAttribute('aria-disabled', 'true');
    } else {
      submit.removeAttribute('aria-disabled');
      working(null);
    }
    for (const field of FIELDS) {
      byId(field).readOnly = now;
    }
  }

  function tell(state, email) {
    byId('ask').hidden = true;
    byId('told').hidden = false;
    byId('told-heading').textContent = text(`${state}.title`);
    byId('told-text').textContent = text(`${state}.text`, email);
    byId('told-more').textContent = state === 'done' ? text('done.more') : '';
    byId('waiting').hidden = state === 'done';
    byId('again').hidden = state !== 'done';
    document.title = text(`${state}.title`);
    byId('told-heading').focus();
  }

  // -- The way of a signup

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  async function request(path, options) {
    try {
      return await fetch(api + path, {
        cache: 'no-store',
        credentials: 'omit',
        ...options,
        headers: { Accept: 'application/json', 'Accept-Language': language, ...(options && options.headers) },
      });
    } catch (unreachable) {
      throw new Problem('problem.offline');
    }
  }

  function failure(response) {
    if (response.status === 429) {
      return new Problem('problem.throttled');
    }
    return new Problem(response.status === 503 ? 'problem.unavailable' : 'problem.unknown');
  }

  async function prove() {
    working('working.challenge');
    const response = await request('/challenge');
    if (!response.ok) {
      throw failure(response);
    }
    const challenge = await response.json();
    working('working.proof', 0);
    const solution = await solve(challenge);
    if (solution.number === null) {
      throw new Problem('problem.challenge');
    }
    const { algorithm, challenge: target, salt, signature } = challenge;
    return btoa(
      JSON.stringify({ algorithm, challenge: target, number: solution.number, salt, signature, took: solution.took }),
    );
  }

  function solve(challenge) {
    return new Promise((resolve, reject) => {
      const worker = new Worker(main.dataset.solver);
      worker.onmessage = ({ data }) => {
        if ('tried' in data) {
          byId('progress').value = data.tried / challenge.maxnumber;
          return;
        }
        worker.terminate();
        resolve(data);
      };
      worker.onerror = () => {
        worker.terminate();
        reject(new Problem('problem.challenge'));
      };
      worker.postMessage(challenge);
    });
  }

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  // The same signup tried again carries the same key, so that it is one signup however often it arrives.
  function keyFor(body) {
    if (attempt.body !== body) {
      attempt = { body, key: newKey() };
    }
    return attempt.key;
  }

  async function post(values, mayRetry) {
    const altcha = await prove();
    working('working.sending');
    const member = (name) => (values[name] === '' ? {} : { [name]: values[name] });
    const body = { email: values.email, ...member('first_name'), ...member('last_name'), locale: language };
    const response = await request('', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': keyFor(JSON.stringify(body)) },
      body: JSON.stringify({ ...body, altcha }),
    });
    if (response.status === 202) {
      return (await response.json()).signup_id;
    }
    if (response.status !== 422) {
      throw failure(response);
    }
    const errors = (await response.json()).errors || [];
    const wrong = errors
      .map(({ pointer, detail }) => ({ field: pointer.replace('#/', ''), detail }))
      .filter(({ field }) => FIELDS.includes(field));
    if (wrong.length > 0) {
      throw new FieldProblems(wrong);
    }
    if (errors.some(({ pointer }) => pointer === '#/altcha')) {
      if (mayRetry) {
        return post(values, false);
      }
      throw new Problem('problem.challenge');
    }
    throw new Problem('problem.unknown');
  }

  async function isDone(signupId) {
    try {
      const response = await request(`/${signupId}`);
      return response.ok && (await response.json()).status !== 'pending';
    } catch (unreachable) {
      return false;
    }
  }

  async function follow(signupId, email) {
    const started = performance.now();
    const elapsed = () => performance.now() - started;
    let wait = 250;
    let shown = false;
    while (elapsed() < GIVE_UP_AFTER) {
      await pause(wait);
      if (await isDone(signupId)) {
        tell('done', email);
        return;
      }
      if (!shown) {
        tell('pending', email);
        shown = true;
      }
      if (elapsed() > SLOW_AFTER && byId('told-more').textContent === '') {
        byId('told-more').textContent = text('pending.slow');
      }
      wait = Math.min(wait * 1.5, 5000);
    }
    byId('waiting').hidden = true;
  }

  async function signUp() {
    const values = Object.fromEntries(FIELDS.map((field) => [field, byId(field).value.trim()]));
    clearProblems();
    const wrong = violations(values);
    if (wrong.length > 0) {
      showFieldProblems(wrong);
      return;
    }
    setBusy(true);
    try {
      const signupId = await post(values, true);
      await follow(signupId, values.email);
      attempt = { body: null, key: null };
    } catch (problem) {
      if (problem instanceof FieldProblems) {
        showFieldProblems(problem.list);
      } else {
        showProblems([paragraph(text(problem instanceof Problem ? problem.key : 'problem.unknown'))]);
      }
    } finally {
      setBusy(false);
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!busy) {
      signUp();
    }
  });

  byId('again').addEventListener('click', () => {
    form.reset();
    clearProblems();
    byId('told').hidden = true;
    byId('ask').hidden = false;
    byId('email').focus();
  });

  submit.disabled = false;
})();
