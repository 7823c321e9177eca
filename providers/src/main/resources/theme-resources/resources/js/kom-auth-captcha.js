import { tellRefusal } from "./kom-auth-refusal.js";
import { FieldTexts } from "./kom-auth-texts.js";

/** Seconds before its very end in which a picture is not worth being sent. */
const MARGIN = 5;

/**
 * The captcha field of a login page: another picture, its speech, and a new picture when the old one expires.
 *
 * A picture expires for the page some time before the server refuses it. Within that time, nothing is taken away from a person who
 * is at it: the field says that the picture expires, and its button gives more time. Afterwards a form with the picture is not
 * sent, but gets another picture and keeps all else.
 *
 * The field works without this script: so its buttons stay hidden until they have somebody to serve them. Of the rest of
 * the form nothing is touched; what has been typed there stays.
 */
class CaptchaField {

  #root;
  #settings;
  #texts;
  #form;
  #key;
  #image;
  #code;
  #another;
  #play;
  #spelling;
  #characters;
  #error;
  #status;
  #deadline;
  #timer;
  #replacing = false;
  #warned = false;
  /** What was fetched: the speech of all characters by "", of one by its position. */
  #sounds = new Map();
  #sound;

  constructor(root) {
    this.#root = root;
    this.#settings = root.dataset;
    this.#texts = new FieldTexts(root);
    this.#key = root.querySelector("#captchaKey");
    this.#image = root.querySelector("#captcha-image");
    this.#code = root.querySelector("#captchaCode");
    this.#another = root.querySelector("#captcha-another");
    this.#play = root.querySelector("#captcha-play");
    this.#spelling = root.querySelector("#captcha-spelling");
    this.#characters = root.querySelector("#captcha-characters");
    this.#form = this.#key.form;
    this.#error = root.querySelector("#input-error-container-captchaCode").firstElementChild;
    this.#status = root.querySelector("[data-captcha-status]");

    this.#another.addEventListener("click", () => this.#showAnother());
    this.#another.hidden = false;
    if (this.#play) {
      this.#play.addEventListener("click", () => this.#togglePlay());
      this.#play.hidden = false;
      this.#addCharacters();
      addEventListener("keydown", (event) => event.key === "Escape" && this.#isPlaying() && this.#stop());
    }

    this.#expireIn(root.dataset.lifespan);
    // Timers stand still while a computer sleeps, a page that nobody sees needs no new picture, and one that could not be fetched
    // is fetched as soon as there is a reason to think that it can be.
    document.addEventListener("visibilitychange", () => this.#replaceIfExpired());
    addEventListener("online", () => this.#replaceIfExpired());
    addEventListener("focus", () => this.#replaceIfExpired());
    this.#form.addEventListener("focusin", (event) => this.#replaceIfExpired(event.target === this.#code));
    this.#code.addEventListener("focusout", () => this.#replaceIfExpired());
    // A page that comes back from the browser's memory has a captcha that was most likely sent with the form.
    addEventListener("pageshow", (event) => event.persisted && this.#replaceQuietly());
    addEventListener("pagehide", () => this.#forgetSound());

    // The script checks the field itself, in the page's language. Before all listeners: the others are to see a form that is sent.
    this.#form.noValidate = true;
    addEventListener("submit", (event) => event.target === this.#form && this.#check(event), true);

    sendOnce(this.#form);
    tellRefusal(this.#form, this.#settings);
  }

  async #showAnother() {
    const replacing = this.#replace();
    this.#texts.show("Loading", this.#status);
    const replaced = await replacing;
    this.#status.textContent = "";
    // A disabled button loses the focus: it goes to what is next to do.
    if (replaced) {
      this.#code.focus();
      this.#announce("Refreshed");
    } else {
      this.#another.focus();
    }
  }

  #expireIn(seconds) {
    this.#deadline = Date.now() + seconds * 1000;
    this.#warned = false;
    this.#replaceIfExpired();
  }

  /** @param arriving whether the person comes to the input at this moment, and has not yet looked at the picture */
  #replaceIfExpired(arriving = false) {
    clearTimeout(this.#timer);
    const remaining = this.#deadline - Date.now();
    if (remaining > 0) {
      this.#timer = setTimeout(() => this.#replaceIfExpired(), remaining);
    } else if (document.hidden) {
      // when it is seen again
    } else if (this.#code.value !== "" || this.#isPlaying()) {
      this.#warn();
    } else if (this.#code === document.activeElement && !arriving && !this.#isOver()) {
      this.#warn();
      this.#timer = setTimeout(() => this.#replaceIfExpired(), this.#end() - Date.now());
    } else {
      this.#replaceQuietly();
    }
  }

  /** @returns when the server begins to refuse the picture */
  #end() {
    return this.#deadline + (this.#settings.grace - MARGIN) * 1000;
  }

  #isOver() {
    return Date.now() >= this.#end();
  }

  #warn() {
    if (!this.#warned && !this.#isOver()) {
      this.#warned = true;
      this.#tell("Expiring");
    }
  }

  /** Tells of the new picture only whoever has begun with the old one; others would be interrupted for nothing. */
  async #replaceQuietly() {
    const begun = this.#code.value !== "" || this.#code === document.activeElement;
    if (await this.#replace() && begun) {
      this.#tell("Expired");
    }
  }

  /** Holds a form that the server would refuse for certain: that would cost the password that was typed. */
  #check(event) {
    if (event.submitter?.name === "cancel") {
      return;
    }
    if (this.#replacing || this.#isOver()) {
      this.#hold(event);
      this.#replaceBeforeSending();
    } else if (this.#code.value.trim() === "") {
      this.#hold(event);
      this.#tell("Empty", true);
      this.#code.focus();
    }
  }

  #hold(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  async #replaceBeforeSending() {
    if (await this.#replace()) {
      this.#tell("Expired");
    }
    this.#code.focus();
  }

  /** @returns whether there is a new picture */
  async #replace() {
    if (this.#replacing) {
      return false;
    }
    this.#replacing = true;
    this.#status.textContent = "";
    this.#root.setAttribute("aria-busy", "true");
    this.#another.disabled = true;
    this.#another.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(this.#settings.url, { cache: "no-store" });
      if (!response.ok) {
        throw new Error(`HTTP ${response.status}`);
      }
      const { key, image, expires_in: lifespan } = await response.json();
      this.#forgetSound();
      this.#characters?.setAttribute("hidden", "");
      this.#key.value = key;
      this.#image.src = image;
      this.#code.value = "";
      this.#tell("");
      this.#expireIn(lifespan);
      return true;
    } catch {
      this.#tell("Unavailable");
      return false;
    } finally {
      this.#replacing = false;
      this.#root.removeAttribute("aria-busy");
      this.#another.disabled = false;
      this.#another.removeAttribute("aria-busy");
    }
  }

  /** The focus stays on the button: a screen reader that follows it elsewhere would talk over the speech. */
  #togglePlay() {
    if (this.#isPlaying()) {
      this.#stop();
    } else {
      this.#start("");
    }
  }

  /** @param position of the character that is to be spoken; empty for all of them */
  async #start(position) {
    if (this.#play.hasAttribute("aria-busy")) {
      return;
    }
    this.#play.setAttribute("aria-busy", "true");
    this.#spelling.hidden = false;
    try {
      const sound = this.#sounds.get(position) ?? await this.#fetchSound(position);
      if (sound) {
        this.#stop();
        this.#sound = sound;
        sound.currentTime = 0;
        await sound.play();
        this.#showPlaying(true);
        this.#characters.hidden = false;
        if (!this.#code.hasAttribute("aria-invalid")) {
          this.#tell("");
        }
      }
    } catch {
      // The sound is kept: where a browser wants it to start in the very moment of the click, the next click does it.
      this.#tell("Unheard");
    } finally {
      this.#play.removeAttribute("aria-busy");
    }
  }

  /** @returns nothing if the picture is no longer the one that was asked for */
  async #fetchSound(position) {
    const key = this.#key.value;
    const body = new URLSearchParams({ captchaKey: key, language: this.#settings.language });
    if (position) {
      body.set("character", position);
    }
    const response = await fetch(this.#settings.audioUrl, { method: "POST", body });
    if (response.status === 400) {
      if (await this.#replace()) {
        this.#tell("Expired");
      }
      return undefined;
    }
    if (!response.ok) {
      throw new Error(`HTTP ${response.status}`);
    }
    const speech = await response.blob();
    if (key !== this.#key.value) {
      return undefined;
    }
    const sound = new Audio(URL.createObjectURL(speech));
    sound.addEventListener("ended", () => {
      this.#showPlaying(false);
      this.#replaceIfExpired();
    });
    this.#sounds.set(position, sound);
    return sound;
  }

  /** A toolbar: the Tab key comes to one of its buttons, the arrow keys lead to the others. */
  #addCharacters() {
    for (let position = 1; position <= this.#characters.dataset.length; position++) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `${this.#play.className} kom-captcha__character`;
      button.textContent = position;
      button.tabIndex = position === 1 ? 0 : -1;
      button.addEventListener("click", () => this.#start(String(position)));
      this.#characters.append(button);
    }
    this.#characters.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) {
        return;
      }
      event.preventDefault();
      const isReversed = event.key.endsWith("t") && getComputedStyle(this.#characters).direction === "rtl";
      const buttons = [...this.#characters.children];
      const next = buttons.indexOf(event.target) + (isReversed ? -step : step);
      const focused = buttons[(next + buttons.length) % buttons.length];
      buttons.forEach((button) => {
        button.tabIndex = button === focused ? 0 : -1;
      });
      focused.focus();
    });
  }

  #isPlaying() {
    return Boolean(this.#play?.hasAttribute("data-playing"));
  }

  #stop() {
    this.#sound?.pause();
    this.#showPlaying(false);
  }

  #forgetSound() {
    if (this.#sounds.size > 0) {
      this.#stop();
      this.#sounds.forEach((sound) => URL.revokeObjectURL(sound.src));
      this.#sounds.clear();
      this.#sound = undefined;
    }
  }

  #showPlaying(playing) {
    const name = playing ? "Stop" : "Play";
    const label = this.#texts.of(name);
    this.#play.toggleAttribute("data-playing", playing);
    this.#play.setAttribute("aria-label", label);
    this.#play.title = label;
    this.#texts.declareLanguage(name, this.#play);
  }

  /**
   * Shows a text below the input, where it is announced; empty: none.
   *
   * @param invalid whether it is a fault of what was typed
   */
  #tell(name, invalid = false) {
    const box = this.#code.parentElement;
    if (invalid) {
      this.#code.setAttribute("aria-invalid", "true");
    } else {
      this.#code.removeAttribute("aria-invalid");
    }
    if (this.#settings.errorClass) {
      box.classList.toggle(this.#settings.errorClass, invalid);
    }
    box.querySelector("[data-error-icon]")?.remove();
    this.#texts.show(name, this.#error.querySelector("span"));
    this.#error.hidden = name === "";
    const described = [];
    if (name) {
      this.#error.id = "input-error-captchaCode";
      described.push(this.#error.id);
    } else {
      this.#error.removeAttribute("id");
    }
    this.#code.setAttribute("aria-describedby", [...described, "captcha-hint"].join(" "));
  }

  #announce(name) {
    // Screen readers miss words that come together with a move of the focus.
    setTimeout(() => this.#texts.show(name, this.#status), 200);
  }
}

/** A captcha is good for one attempt: the second half of a double click would fail the form that the first has sent. */
function sendOnce(form) {
  let pressed;
  form.addEventListener("submit", (event) => {
    // Later, as the form sends the name of an enabled button only, and another script may stop the form yet.
    setTimeout(() => {
      if (!event.defaultPrevented && event.submitter) {
        pressed = event.submitter;
        pressed.disabled = true;
      }
    });
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted && pressed) {
      pressed.disabled = false;
    }
  });
}

for (const root of document.querySelectorAll("[data-kom-captcha]")) {
  new CaptchaField(root);
}
