/**
 * The captcha field of a login page: another picture, its speech, and a new picture when the old one expires.
 *
 * The field works without this script: so its buttons stay hidden until they have somebody to serve them. Of the rest of
 * the form nothing is touched; what has been typed there stays.
 */
class CaptchaField {

  #texts;
  #key;
  #image;
  #code;
  #another;
  #play;
  #error;
  #status;
  #deadline;
  #timer;
  #replacing = false;
  #sound;

  constructor(root) {
    this.#texts = root.dataset;
    this.#key = root.querySelector("#captchaKey");
    this.#image = root.querySelector("#captcha-image");
    this.#code = root.querySelector("#captchaCode");
    this.#another = root.querySelector("#captcha-another");
    this.#play = root.querySelector("#captcha-play");
    this.#error = root.querySelector("#input-error-container-captchaCode").firstElementChild;
    this.#status = root.querySelector("[data-captcha-status]");

    this.#another.addEventListener("click", () => this.#showAnother());
    this.#another.hidden = false;
    if (this.#play) {
      this.#play.addEventListener("click", () => this.#togglePlay());
      this.#play.hidden = false;
    }

    this.#expireIn(root.dataset.lifespan);
    // Timers stand still while a computer sleeps, and a page that nobody sees needs no new picture.
    document.addEventListener("visibilitychange", () => this.#replaceIfExpired());
    // A page that comes back from the browser's memory has a captcha that was most likely sent with the form.
    addEventListener("pageshow", (event) => event.persisted && this.#replaceQuietly());
    addEventListener("pagehide", () => this.#forgetSound());

    sendOnce(this.#key.form);
  }

  async #showAnother() {
    const replaced = await this.#replace();
    // A disabled button loses the focus: it goes to what is next to do.
    if (replaced) {
      this.#code.focus();
      this.#announce(this.#texts.refreshed);
    } else {
      this.#another.focus();
    }
  }

  #expireIn(seconds) {
    this.#deadline = Date.now() + seconds * 1000;
    this.#replaceIfExpired();
  }

  #replaceIfExpired() {
    clearTimeout(this.#timer);
    const remaining = this.#deadline - Date.now();
    if (remaining > 0) {
      this.#timer = setTimeout(() => this.#replaceIfExpired(), remaining);
    } else if (!document.hidden) {
      this.#replaceQuietly();
    }
  }

  /** Tells of the new picture only whoever has begun with the old one; others would be interrupted for nothing. */
  async #replaceQuietly() {
    const begun = this.#code.value !== "" || this.#code === document.activeElement || this.#play?.hasAttribute("data-playing");
    if (await this.#replace() && begun) {
      this.#showError(this.#texts.expired);
    }
  }

  /** @returns whether there is a new picture */
  async #replace() {
    if (this.#replacing) {
      return false;
    }
    this.#replacing = true;
    this.#status.textContent = "";
    this.#another.disabled = true;
    this.#another.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(this.#texts.url, { cache: "no-store" });
      if (!response.ok) {
        throw new Error(`HTTP ${response.status}`);
      }
      const { key, image, expires_in: lifespan } = await response.json();
      this.#forgetSound();
      this.#key.value = key;
      this.#image.src = image;
      this.#code.value = "";
      this.#showError("");
      this.#expireIn(lifespan);
      return true;
    } catch {
      this.#showError(this.#texts.unavailable);
      return false;
    } finally {
      this.#replacing = false;
      this.#another.disabled = false;
      this.#another.removeAttribute("aria-busy");
    }
  }

  /** The focus stays on the button: a screen reader that follows it elsewhere would talk over the speech. */
  async #togglePlay() {
    if (this.#play.hasAttribute("data-playing")) {
      this.#stop();
      return;
    }
    if (this.#play.hasAttribute("aria-busy")) {
      return;
    }
    this.#play.setAttribute("aria-busy", "true");
    try {
      this.#sound ??= await this.#fetchSound();
      if (this.#sound) {
        this.#sound.currentTime = 0;
        await this.#sound.play();
        this.#showPlaying(true);
        if (!this.#code.hasAttribute("aria-invalid")) {
          this.#showError("");
        }
      }
    } catch {
      // The sound is kept: where a browser wants it to start in the very moment of the click, the next click does it.
      this.#showError(this.#texts.unheard);
    } finally {
      this.#play.removeAttribute("aria-busy");
    }
  }

  /** @returns nothing if the picture is no longer the one that was asked for */
  async #fetchSound() {
    const key = this.#key.value;
    const response = await fetch(this.#texts.audioUrl, {
      method: "POST",
      body: new URLSearchParams({ captchaKey: key, language: this.#texts.language }),
    });
    if (response.status === 400) {
      if (await this.#replace()) {
        this.#showError(this.#texts.expired);
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
    sound.addEventListener("ended", () => this.#showPlaying(false));
    return sound;
  }

  #stop() {
    this.#sound.pause();
    this.#showPlaying(false);
  }

  #forgetSound() {
    if (this.#sound) {
      this.#stop();
      URL.revokeObjectURL(this.#sound.src);
      this.#sound = undefined;
    }
  }

  #showPlaying(playing) {
    const label = playing ? this.#texts.stop : this.#texts.play;
    this.#play.toggleAttribute("data-playing", playing);
    this.#play.setAttribute("aria-label", label);
    this.#play.title = label;
  }

  /** What the script has to tell is no fault of what was typed: it never marks the input as invalid. */
  #showError(text) {
    this.#code.removeAttribute("aria-invalid");
    if (this.#texts.errorClass) {
      this.#code.parentElement.classList.remove(this.#texts.errorClass);
    }
    this.#code.parentElement.querySelector("[data-error-icon]")?.remove();
    this.#error.querySelector("span").textContent = text;
    this.#error.hidden = text === "";
    if (text) {
      this.#error.id = "input-error-captchaCode";
      this.#code.setAttribute("aria-describedby", this.#error.id);
    } else {
      this.#error.removeAttribute("id");
      this.#code.removeAttribute("aria-describedby");
    }
  }

  #announce(text) {
    // Screen readers miss words that come together with a move of the focus.
    setTimeout(() => {
      this.#status.textContent = text;
    }, 200);
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
