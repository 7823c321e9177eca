import { tellRefusal } from "./kom-auth-refusal.js";
import { FieldTexts } from "./kom-auth-texts.js";

/**
 * The captcha of a login page that is work of the browser. It begins when the page is idle, and is done before most people have
 * typed a password. A form that is sent earlier waits for it. Then the server says whether the work is enough for the name that
 * was typed; if it is not, there is more of it to do, but nothing that the person has to do again.
 */
const WORKER = new URL("kom-auth-work-worker.js", import.meta.url);
const MAX_WORKERS = 4;

/** So often does a form wait for more work, as failed logins of others may raise it meanwhile. */
const MAX_ROUNDS = 5;

/** Seconds before its end in which a challenge is not worth being sent. */
const MARGIN = 5;

/** The server could not be asked. */
class Unavailable extends Error {}

class WorkField {

  #root;
  #settings;
  #texts;
  #form;
  #solution;
  #progress;
  #status;
  #cancel;
  #retry;
  #error;

  /** Nothing: the next one has to be fetched. */
  #challenge;
  /** A promise of the solution; nothing: it has to be begun. */
  #work;
  /** Ends the work. */
  #working = new AbortController();
  #deadline;
  #timer;

  /** Ends the waiting of a form that is to be sent. */
  #sending;
  #submitter;
  #passing = false;
  #sent = false;

  constructor(root) {
    this.#root = root;
    this.#settings = root.dataset;
    this.#texts = new FieldTexts(root);
    this.#solution = root.querySelector("#altcha");
    this.#form = this.#solution.form;
    this.#progress = root.querySelector("[data-work-progress]");
    this.#status = root.querySelector("[data-work-status]");
    this.#cancel = root.querySelector("#captcha-work-cancel");
    this.#retry = root.querySelector("#captcha-work-retry");
    this.#error = root.querySelector("#input-error-container-altcha").firstElementChild;

    if (!globalThis.crypto?.subtle || !globalThis.Worker) {
      this.#standDown();
      return;
    }
    // What the theme has it: the browser checks the form only where it has no scripts.
    this.#form.noValidate ||= "komNovalidate" in this.#form.dataset;
    tellRefusal(this.#form, this.#settings);

    this.#take(JSON.parse(root.dataset.challenge));
    this.#cancel.addEventListener("click", () => this.#stopSending());
    this.#retry.addEventListener("click", () => {
      // the button is about to vanish
      this.#submitter?.focus();
      this.#form.requestSubmit(this.#submitter);
    });
    // First of all listeners: the others are to see a form that is sent, and only once.
    document.addEventListener("submit", (event) => event.target === this.#form && this.#hold(event), true);
    // Timers stand still while a computer sleeps, a page that nobody sees need not work, and a challenge that could not be fetched
    // is fetched as soon as there is a reason to think that it can be.
    document.addEventListener("visibilitychange", () => this.#resume());
    addEventListener("online", () => this.#resume());
    addEventListener("focus", () => this.#resume());
    // A page that comes back from the browser's memory has a solution that was most likely sent with the form.
    addEventListener("pageshow", (event) => event.persisted && this.#restart());
    addEventListener("pagehide", () => this.#working.abort());

    this.#form.addEventListener("focusin", () => this.#begin(), { once: true });
    if (this.#form.contains(document.activeElement)) {
      this.#begin();
    } else if (globalThis.requestIdleCallback) {
      requestIdleCallback(() => this.#begin(), { timeout: 2000 });
    } else {
      setTimeout(() => this.#begin());
    }
  }

  /** Where a browser cannot work, the page shows what it shows without scripts, if that is a picture. */
  async #standDown() {
    if ("pictureEnough" in this.#settings) {
      // the page has it anyway
      this.#progress.closest(".kom-work__row").remove();
      return;
    }
    const noscript = this.#root.querySelector("noscript");
    const template = document.createElement("template");
    template.innerHTML = noscript.textContent;
    if (!template.content.querySelector("[data-kom-captcha]")) {
      this.#showError("Insecure");
      return;
    }
    template.content.querySelectorAll("[data-captcha-noscript]").forEach((button) => button.remove());
    this.#progress.closest(".kom-work__row").remove();
    noscript.replaceWith(template.content);
    await import("./kom-auth-captcha.js");
  }

  #take(challenge) {
    this.#challenge = challenge;
    this.#deadline = Date.now() + (this.#settings.lifespan - MARGIN) * 1000;
    this.#renewIfExpired();
  }

  #renewIfExpired() {
    clearTimeout(this.#timer);
    const remaining = this.#deadline - Date.now();
    if (remaining > 0) {
      this.#timer = setTimeout(() => this.#renewIfExpired(), remaining);
    } else if (!document.hidden && !this.#sent) {
      this.#forget();
      this.#begin();
    }
  }

  #resume() {
    this.#renewIfExpired();
    if (!this.#challenge && !document.hidden && !this.#sent) {
      this.#begin();
    }
  }

  #restart() {
    this.#sent = false;
    if (this.#submitter) {
      // themes disable the button of a form that was sent
      this.#submitter.disabled = false;
    }
    this.#showError("");
    this.#forget();
    this.#begin();
  }

  /** Ends the work on a challenge, or drops its solution. */
  #forget() {
    this.#pause();
    this.#challenge = undefined;
    this.#work = undefined;
    this.#solution.value = "";
  }

  #pause() {
    this.#working.abort();
    if (!this.#solution.value) {
      this.#work = undefined;
      this.#show("", "");
    }
  }

  /** Begins to work, unless that has begun. What goes wrong is told only when the form is sent. */
  #begin() {
    if (!this.#work) {
      this.#work = this.#solve();
      this.#work.catch(() => {});
    }
    return this.#work;
  }

  async #solve() {
    const working = new AbortController();
    this.#working = working;
    this.#show("running", "Running");
    try {
      if (!this.#challenge) {
        this.#take(await this.#fetchChallenge(working.signal));
      }
      const payload = await solve(this.#challenge, working.signal);
      this.#solution.value = payload;
      this.#show("done", "Done");
      return payload;
    } catch (error) {
      if (this.#working === working) {
        this.#work = undefined;
        this.#show("", "");
      }
      throw error;
    }
  }

  /** The solution, also if another challenge takes the place of the first meanwhile. */
  async #solved() {
    const work = this.#begin();
    try {
      return await work;
    } catch (error) {
      if (this.#work && this.#work !== work) {
        return this.#solved();
      }
      throw error;
    }
  }

  #hold(event) {
    // leads back to the application, and is no attempt
    if (event.submitter?.name === "cancel") {
      return;
    }
    if (this.#passing) {
      this.#sent = true;
      // another script may stop the form yet
      setTimeout(() => {
        this.#sent = !event.defaultPrevented;
      });
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!this.#sending && !this.#sent) {
      this.#send(event.submitter);
    }
  }

  async #send(submitter) {
    const sending = new AbortController();
    this.#sending = sending;
    this.#submitter = submitter;
    this.#showError("");
    try {
      await this.#workUntilEnough(sending.signal);
      // not while the event is still being handled that asked for it: that would be ignored
      await new Promise((resolve) => setTimeout(resolve));
      sending.signal.throwIfAborted();
      this.#passing = true;
      this.#form.requestSubmit(submitter);
    } catch (error) {
      if (this.#sending === sending) {
        this.#announce("");
        this.#root.dataset.state = "failed";
        this.#showError(error instanceof Unavailable ? "Unavailable" : "Failed");
        this.#retry.hidden = false;
      }
    } finally {
      this.#passing = false;
      if (this.#sending === sending) {
        this.#sending = undefined;
        this.#cancel.hidden = true;
      }
    }
  }

  async #workUntilEnough(signal) {
    let text = "Waiting";
    for (let round = 0; round < MAX_ROUNDS; round++) {
      if (!this.#solution.value) {
        this.#announce(text);
        this.#cancel.hidden = false;
      }
      const payload = await this.#solved();
      signal.throwIfAborted();
      const response = await this.#check(payload, signal);
      if (response.status === 204) {
        return;
      }
      this.#forget();
      if (response.status === 200) {
        this.#take(await response.json());
        text = "Harder";
      } else if (response.status !== 400) {
        throw new Unavailable(`HTTP ${response.status}`);
      }
    }
    throw new Error(`not enough after ${MAX_ROUNDS} challenges`);
  }

  #stopSending() {
    this.#sending.abort();
    this.#sending = undefined;
    this.#pause();
    this.#submitter?.focus();
    this.#cancel.hidden = true;
    this.#announce("Cancelled");
  }

  #check(payload, signal) {
    const body = new URLSearchParams({ altcha: payload });
    if ("byName" in this.#settings && this.#form.elements.username) {
      body.set("username", this.#form.elements.username.value);
    }
    return this.#request({ method: "POST", body, signal });
  }

  async #fetchChallenge(signal) {
    const response = await this.#request({ signal });
    if (!response.ok) {
      throw new Unavailable(`HTTP ${response.status}`);
    }
    return response.json();
  }

  async #request(options) {
    try {
      return await fetch(this.#settings.url, { cache: "no-store", ...options });
    } catch (error) {
      throw new Unavailable(String(error));
    }
  }

  /** Shows how far the work is; of interest to who looks there, but not to be announced. */
  #show(state, name) {
    this.#root.dataset.state = state;
    if (!this.#sending) {
      this.#texts.show(name, this.#progress);
      if (name) {
        this.#status.textContent = "";
      }
    }
  }

  #announce(name) {
    this.#progress.textContent = "";
    this.#texts.show(name, this.#status);
  }

  #showError(name) {
    this.#texts.show(name, this.#error.querySelector("span"));
    this.#error.hidden = name === "";
    this.#error.id = name === "" ? "" : "input-error-altcha";
    this.#retry.hidden = true;
  }
}

/** Solves a challenge by several workers, of which each tries other counters. */
async function solve({ parameters, signature }, signal) {
  signal.throwIfAborted();
  const began = performance.now();
  const workers = [];
  try {
    const { counter, derivedKey } = await new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      const step = Math.max(1, Math.min(MAX_WORKERS, (navigator.hardwareConcurrency ?? 1) - 1));
      for (let start = 0; start < step; start++) {
        const worker = new Worker(WORKER);
        workers.push(worker);
        worker.addEventListener("message", ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data)));
        worker.addEventListener("error", () => reject(new Error("the worker did not start")));
        worker.postMessage({ parameters, start, step });
      }
    });
    const solution = { counter, derivedKey, time: Math.round(performance.now() - began) };
    return btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
  } finally {
    workers.forEach((worker) => worker.terminate());
  }
}

for (const root of document.querySelectorAll("[data-kom-work]")) {
  new WorkField(root);
}
