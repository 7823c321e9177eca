/**
 * What a page does when it comes back with errors: it says so in its title, moves the focus to the first field to fill, and has
 * screen readers read the errors. They miss what is on a page when it is loaded, even in a live region; so the errors go into an
 * element with the role alert that is inserted later. It comes after the move of the focus, which would interrupt it.
 */
const ALERT_DELAY = 500;
const UNSEEN = "kom-captcha__unseen";

const told = new WeakSet();

/**
 * @param form with the field
 * @param texts data attributes of the field: errorPrefix, which is "Error:" in the page's language, and pageError, if Keycloak's
 *     message above the form is an error
 */
export function tellRefusal(form, texts) {
  const prefix = texts.errorPrefix;
  if (told.has(form)) {
    return;
  }
  told.add(form);
  const errors = findErrors(form, "pageError" in texts);
  if (errors.length === 0) {
    return;
  }
  if (!document.title.startsWith(prefix)) {
    document.title = `${prefix} ${document.title}`;
  }
  errors.forEach(describeField);
  const summary = showSummary(form, errors, prefix);
  focusFirstToFill(form, summary);
  setTimeout(() => {
    const alert = summary.cloneNode(true);
    alert.setAttribute("role", "alert");
    summary.replaceWith(alert);
  }, ALERT_DELAY);
}

/** The error of the captcha first, then others in their order. */
function findErrors(form, hasPageError) {
  const beside = [...form.querySelectorAll("[id^='input-error']")]
    .filter((error) => !error.id.startsWith("input-error-container") && isReadable(error));
  const isCaptchas = (error) => error.closest(".kom-captcha") !== null;
  const above = [...document.querySelectorAll(".kc-feedback-text")]
    .filter((error) => hasPageError && !form.contains(error) && isReadable(error));
  return [...beside.filter(isCaptchas), ...above, ...beside.filter((error) => !isCaptchas(error))];
}

function isReadable(element) {
  return element.getClientRects().length > 0 && textOf(element) !== "";
}

function textOf(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

/** Keycloak's themes do not say which error belongs to a field. */
function describeField(error) {
  const field = document.getElementById(error.id.replace("input-error-", ""));
  if (field && field !== error && !(field.getAttribute("aria-describedby") ?? "").includes(error.id)) {
    field.setAttribute("aria-describedby", `${error.id} ${field.getAttribute("aria-describedby") ?? ""}`.trim());
  }
}

/** Errors of a captcha are shown at the top of the form, as the field is far down on small screens; others are only read. */
function showSummary(form, errors, prefix) {
  let summary = form.querySelector("[data-kom-refusal]");
  if (summary) {
    summary.hidden = false;
  } else {
    summary = document.createElement("div");
    summary.className = UNSEEN;
    summary.append(prefix);
  }
  const words = summary.querySelector("p") ?? summary;
  const said = new Set([...errors].filter((error) => words.textContent.includes(textOf(error))).map(textOf));
  for (const error of errors) {
    const text = textOf(error);
    if (!said.has(text)) {
      said.add(text);
      const part = document.createElement("span");
      part.textContent = text;
      copyLanguage(error, part);
      words.append(" ", part);
    }
  }
  form.prepend(summary);
  return summary;
}

function copyLanguage(from, to) {
  const declaring = from.closest("[lang]");
  if (declaring && declaring !== document.documentElement) {
    to.lang = declaring.lang;
    to.dir = declaring.dir;
  }
}

/** Unless the person has begun to type before this script came. */
function focusFirstToFill(form, summary) {
  const active = document.activeElement;
  if (form.contains(active) && "defaultValue" in active && active.value !== active.defaultValue) {
    return;
  }
  const fields = [...form.querySelectorAll("input, select, textarea")]
    .filter((field) => field.type !== "hidden" && !field.disabled && !field.readOnly && field.getClientRects().length > 0);
  const isEmpty = (field) => field.value === ""
    && (field.type === "password" || field.name === "username" || field.required || field.getAttribute("aria-required") === "true");
  const isWrong = (field) => field.getAttribute("aria-invalid") === "true";
  // At a login, whichever of name and password is wrong, the name is marked and the password is empty.
  const isLogin = fields.filter((field) => field.type === "password").length === 1;
  const first = (isLogin && fields.find(isEmpty)) || fields.find((field) => isEmpty(field) || isWrong(field));
  first?.focus({ preventScroll: true });
  // The summary as well, if there is room for both; else the field and its own error.
  const own = first && document.getElementById(`input-error-${first.id}`);
  [summary, own, first].forEach((element) => element?.scrollIntoView({ block: "nearest" }));
}
