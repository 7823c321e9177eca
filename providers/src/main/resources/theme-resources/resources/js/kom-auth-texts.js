/** The texts of a field: each is a data attribute of its root. The field declares the language of most of them. */
export class FieldTexts {

  #texts;
  /** Of those in other languages: lang and dir by the text's name. */
  #languages;

  constructor(root) {
    this.#texts = root.dataset;
    this.#languages = JSON.parse(root.dataset.languages ?? "{}");
  }

  /** @param name of the text, beginning with a capital letter; empty for no text */
  of(name) {
    return name === "" ? "" : this.#texts[name.charAt(0).toLowerCase() + name.slice(1)];
  }

  /** Shows a text in an element. */
  show(name, element) {
    element.textContent = this.of(name);
    this.declareLanguage(name, element);
  }

  declareLanguage(name, element) {
    const { lang, dir } = this.#languages[name] ?? {};
    if (lang) {
      element.lang = lang;
      element.dir = dir;
    } else {
      element.removeAttribute("lang");
      element.removeAttribute("dir");
    }
  }
}
