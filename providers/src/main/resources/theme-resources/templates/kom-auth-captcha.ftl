<#--
  The captcha field of login pages. A theme of any kind shows it by one line inside a form, before its submit button:

    <#import "captcha.ftl" as kom><@kom.field/>

  That template is another name of this one. The other macros are for the pages kom-auth-*.ftl, which stand in for those of themes
  that have no such line. They use nothing but theme.properties, as what a theme offers in templates of its own differs between
  themes and versions.
-->

<#-- From PatternFly 5 on, the class of an input goes on an element around it. -->
<#assign wrapped = (properties.kcInputClass!"")?matches(r".*\bpf-v\d+-c-form-control\b.*")>

<#-- The library is imported once for a page, by whichever of its templates; so this keeps the field from showing twice. -->
<#assign shown = false>
<#assign refusalShown = false>

<#--
  The title is what screen readers read first. Templates that import this before their layout have it here, others by the script;
  Keycloak before 26.3 makes its title elsewhere.
-->
<#if komAuthCaptcha?? && title?? && (komAuthCaptcha.error?? || ((message.type)!"") == "error")>
  <#global title = komAuthCaptcha.draw(lang!"en").text("komAuthCaptchaFieldErrorPrefix") + " " + title>
</#if>

<#--
  Work of the browser, a picture, or both: whatever the page needs.

  required: whether to mark the label with an asterisk, as on pages that mark what is required
-->
<#macro field required=false>
  <#if komAuthCaptcha?? && !shown>
    <#assign shown = true>
    <#local drawn = komAuthCaptcha.draw(lang!"en")>
    <#-- Elsewhere the script takes it to the top of the form. -->
    <@refusal hidden=!wrapped/>
    <#if drawn.withWork>
      <@work drawn=drawn required=required/>
    </#if>
    <#if drawn.withPicture>
      <@picture drawn=drawn required=required/>
    </#if>
  </#if>
</#macro>

<#-- What was wrong with the last captcha, at the top of the form: there it is seen on small screens, too. -->
<#macro refusal hidden=false>
  <#if komAuthCaptcha?? && !refusalShown>
    <#assign refusalShown = true>
    <#local drawn = komAuthCaptcha.draw(lang!"en")>
    <#if drawn.refusalKey??>
      <div class="kom-captcha__refusal ${wrapped?then((properties.kcAlertClass!"") + " pf-m-danger", "kom-captcha__refusal--plain")}" data-kom-refusal <#if hidden>hidden</#if> <@languageOfField drawn=drawn/>>
        <#if wrapped><div class="${properties.kcAlertIconClass!}"><span class="${properties.kcFeedbackErrorIcon!}" aria-hidden="true"></span></div></#if>
        <#-- Without the class by which themes mark their own message. -->
        <p class="${wrapped?then((properties.kcAlertTitleClass!"")?replace("kc-feedback-text", ""), "")}"><@text drawn=drawn key="komAuthCaptchaFieldErrorPrefix"/> <@text drawn=drawn key=drawn.refusalKey/></p>
      </div>
    </#if>
  </#if>
</#macro>

<#-- Attributes of an element that has texts of the field. -->
<#macro languageOfField drawn><#if drawn.foreign>lang="${drawn.language}" dir="${drawn.direction}"</#if></#macro>

<#-- Attributes of an element in such an element, for one text, which may be in another language. -->
<#macro languageOf drawn key><#if drawn.foreignMessage(key)??><@languageOfMessage message=drawn.foreignMessage(key)/></#if></#macro>

<#macro languageOfMessage message>lang="${message.language().toLanguageTag()}" dir="${message.direction()}"</#macro>

<#-- A text of the field. -->
<#macro text drawn key><#if drawn.foreignMessage(key)??><span <@languageOf drawn=drawn key=key/>>${drawn.text(key)}</span><#else>${drawn.text(key)}</#if></#macro>

<#macro errorText drawn shown><#if shown><@text drawn=drawn key=drawn.refusalKey/></#if></#macro>

<#-- One of Keycloak's texts on our pages, which may be in another language than the page. -->
<#macro stock key>
  <#compress>
    <#local drawn = komAuthCaptcha.draw(lang!"en")>
    <#if drawn.foreignOfTheme(key, msg(key))??>
      <span <@languageOfMessage message=drawn.foreignOfTheme(key, msg(key))/>>${kcSanitize(msg(key))?no_esc}</span>
    <#else>
      ${kcSanitize(msg(key))?no_esc}
    </#if>
  </#compress>
</#macro>

<#-- Texts for the script, each as an attribute data-…, and which of them are in other languages. -->
<#macro texts drawn prefix names>
  <#list names as name>data-${name?uncap_first}="${drawn.text(prefix + name)}" </#list>
  <#if drawn.foreignTexts(prefix, names)??>data-languages="${drawn.foreignTexts(prefix, names)}"</#if>
  data-error-prefix="${drawn.text("komAuthCaptchaFieldErrorPrefix")}"
  <#if ((message.type)!"") == "error">data-page-error</#if>
</#macro>

<#--
  Nobody has anything to do here but to wait, perhaps: what is to be read is empty until the script has something to tell. Only
  that which matters to who has sent the form is announced to screen readers.
-->
<#macro work drawn required=false>
  <div class="kom-captcha kom-work ${wrapped?then("", "kom-captcha--spaced")}" <@languageOfField drawn=drawn/>
       data-kom-work
       data-challenge="${drawn.challenge}"
       data-lifespan="${drawn.challengeLifespan?c}"
       data-url="${drawn.challengeUrl}"
       <#if drawn.byName>data-by-name</#if>
       <#if drawn.withPicture && drawn.pictureEnough>data-picture-enough</#if>
       <@texts drawn=drawn prefix="komAuthCaptchaWork" names=["Running", "Done", "Waiting", "Harder", "Cancelled", "Failed", "Unavailable", "Insecure"]/>>
    <link rel="stylesheet" href="${url.resourcesPath}/css/kom-auth-captcha.css">
    <#-- Browsers fill a reloaded page with what it had before: autocomplete="off" keeps an old solution from a new challenge. -->
    <input type="hidden" id="altcha" name="altcha" value="" autocomplete="off">
    <div class="kom-work__row">
      <span class="kom-work__mark" aria-hidden="true"></span>
      <span class="kom-work__text"><span data-work-progress></span><span role="status" aria-live="polite" data-work-status></span></span>
      <button id="captcha-work-cancel" type="button" hidden
              class="kom-captcha__button ${properties.kcFormPasswordVisibilityButtonClass!}"><@text drawn=drawn key="komAuthCaptchaWorkCancel"/></button>
    </div>
    <#local error><@errorText drawn=drawn shown=drawn.workError??/></#local>
    <@errorOf name="altcha" error=error prepared=true/>
    <button id="captcha-work-retry" type="button" hidden
            class="kom-captcha__button ${properties.kcFormPasswordVisibilityButtonClass!}"><@text drawn=drawn key="komAuthCaptchaWorkRetry"/></button>
    <#-- Also what the script shows where the browser cannot do the work. -->
    <noscript>
      <#if drawn.pictureEnough && !drawn.withPicture>
        <@picture drawn=drawn required=required inPlaceOfWork=true/>
      <#elseif !drawn.pictureEnough>
        <p><@text drawn=drawn key="komAuthCaptchaWorkNoScript"/></p>
      </#if>
    </noscript>
    <script type="module" src="${url.resourcesPath}/js/kom-auth-work.js"></script>
  </div>
</#macro>

<#--
  Picture, buttons, input, in this order: whoever cannot see the picture comes by the speech before having to type, and
  from the input the next Tab leads on to the page's submit button.

  inPlaceOfWork: whether it is part of the work's <noscript>, which can hold no other one
-->
<#macro picture drawn required=false inPlaceOfWork=false>
  <#local error><@errorText drawn=drawn shown=drawn.error??/></#local>
  <div class="kom-captcha ${wrapped?then(properties.kcFormGroupClass!, "kom-captcha--spaced")}" <@languageOfField drawn=drawn/>
       data-kom-captcha
       data-url="${drawn.pictureUrl}"
       <#if komAuthCaptcha.audioUrl??>data-audio-url="${komAuthCaptcha.audioUrl}"</#if>
       data-lifespan="${drawn.lifespan?c}"
       data-grace="${drawn.grace?c}"
       data-language="${lang!"en"}"
       data-error-class="${properties.kcError!}"
       <@texts drawn=drawn prefix="komAuthCaptchaField" names=["Play", "Stop", "Refreshed", "Expired", "Expiring", "Loading", "Empty", "Unavailable", "Unheard"]/>>
    <#if !drawn.withWork><link rel="stylesheet" href="${url.resourcesPath}/css/kom-auth-captcha.css"></#if>
    <div class="${properties.kcFormGroupLabelClass!}">
      <@labelOf name="captchaCode" label=drawn.text("komAuthCaptchaFieldLabel") required=required/>
    </div>
    <#-- Browsers fill a reloaded page with what it had before: autocomplete="off" keeps an old key from a new picture. -->
    <input type="hidden" id="captchaKey" name="captchaKey" value="${drawn.key}" autocomplete="off">
    <div class="kom-captcha__row">
      <img id="captcha-image" class="kom-captcha__image" src="${drawn.image}" alt="${drawn.text("komAuthCaptchaFieldImage")}" <@languageOf drawn=drawn key="komAuthCaptchaFieldImage"/>
           width="${komAuthCaptcha.width?c}" height="${komAuthCaptcha.height?c}">
      <#-- Hidden until the script is there to serve them. -->
      <button id="captcha-another" type="button" hidden class="kom-captcha__button ${properties.kcFormPasswordVisibilityButtonClass!}"
              aria-label="${drawn.text("komAuthCaptchaFieldAnother")}" title="${drawn.text("komAuthCaptchaFieldAnother")}"
              <@languageOf drawn=drawn key="komAuthCaptchaFieldAnother"/>>
        <svg class="kom-captcha__icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
             stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
          <path d="M20 11a8 8 0 1 0-.7 4.5M20 4v7h-7"/>
        </svg>
      </button>
      <#if komAuthCaptcha.audioUrl??>
        <button id="captcha-play" type="button" hidden class="kom-captcha__button ${properties.kcFormPasswordVisibilityButtonClass!}"
                aria-label="${drawn.text("komAuthCaptchaFieldPlay")}" title="${drawn.text("komAuthCaptchaFieldPlay")}"
                aria-describedby="captcha-spelling" <@languageOf drawn=drawn key="komAuthCaptchaFieldPlay"/>>
          <svg class="kom-captcha__icon kom-captcha__icon--play" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
               stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
            <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12"/>
          </svg>
          <svg class="kom-captcha__icon kom-captcha__icon--stop" viewBox="0 0 24 24" width="20" height="20" fill="currentColor"
               aria-hidden="true" focusable="false">
            <rect x="6" y="6" width="12" height="12" rx="1.5"/>
          </svg>
        </button>
        <#-- One stop for the Tab key; the arrow keys lead to the characters. -->
        <div id="captcha-characters" class="kom-captcha__characters" role="toolbar" hidden data-length="${drawn.length?c}"
             aria-label="${drawn.text("komAuthCaptchaFieldCharacters")}" <@languageOf drawn=drawn key="komAuthCaptchaFieldCharacters"/>></div>
      </#if>
      <#if inPlaceOfWork>
        <@buttonsWithoutScript drawn=drawn/>
      <#else>
        <noscript><@buttonsWithoutScript drawn=drawn/></noscript>
      </#if>
      <div class="kom-captcha__code">
        <@box error=error; class>
          <input id="captchaCode" name="captchaCode" type="text" class="kom-captcha__input ${class}" maxlength="32" dir="ltr"
                 autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" required
                 <#if error?has_content>aria-invalid="true"</#if>
                 aria-describedby="<#if error?has_content>input-error-captchaCode </#if>captcha-hint">
        </@box>
      </div>
    </div>
    <@errorOf name="captchaCode" error=error prepared=true/>
    <p id="captcha-hint" class="kom-captcha__hint" <@languageOf drawn=drawn key="komAuthCaptchaFieldHint"/>>${drawn.text("komAuthCaptchaFieldHint")}</p>
    <#if komAuthCaptcha.audioUrl??>
      <#if inPlaceOfWork>
        <@speechWithoutScript drawn=drawn/>
      <#else>
        <noscript><@speechWithoutScript drawn=drawn/></noscript>
      </#if>
      <p id="captcha-spelling" class="kom-captcha__hint" hidden <@languageOf drawn=drawn key="komAuthCaptchaFieldSpelling"/>>${drawn.text("komAuthCaptchaFieldSpelling")}</p>
    </#if>
    <div class="kom-captcha__unseen" role="status" data-captcha-status></div>
    <#if !inPlaceOfWork><script type="module" src="${url.resourcesPath}/js/kom-auth-captcha.js"></script></#if>
  </div>
</#macro>

<#macro buttonsWithoutScript drawn>
  <#-- Enter presses the first submit button of a form: that must be one that sends the form as it is. -->
  <button type="submit" class="kom-captcha__unseen" tabindex="-1" aria-hidden="true" data-captcha-noscript></button>
  <button id="captcha-another-noscript" type="submit" name="captchaAnother" value="true" formnovalidate data-captcha-noscript
          class="kom-captcha__button ${properties.kcFormPasswordVisibilityButtonClass!}"><@text drawn=drawn key="komAuthCaptchaFieldAnother"/></button>
</#macro>

<#-- A link, as a button would send the password along. -->
<#macro speechWithoutScript drawn>
  <p class="kom-captcha__hint" data-captcha-noscript>
    <a id="captcha-play-noscript" href="${komAuthCaptcha.audioUrl}?captchaKey=${drawn.key?url("UTF-8")}&amp;language=${(lang!"en")?url("UTF-8")}" target="_blank"
       rel="noreferrer"><@text drawn=drawn key="komAuthCaptchaFieldPlay"/></a>
    <span <@languageOf drawn=drawn key="komAuthCaptchaFieldSpelling"/>>${drawn.text("komAuthCaptchaFieldSpelling")}</span>
  </p>
</#macro>

<#macro labelOf name label required=false>
  <label for="${name}" class="${properties.kcLabelClass!}">
    <span class="${properties.kcFormLabelTextClass!}">${label}</span>
    <#if required>
      <span class="${properties.kcInputRequiredClass!"required"}" aria-hidden="true">&#42;</span>
    </#if>
  </label>
</#macro>

<#-- What is around an input; the nested content gets the class that is left for the input itself. -->
<#macro box error="">
  <#if wrapped>
    <span class="${properties.kcInputClass} <#if error?has_content>${properties.kcError!}</#if>">
      <#nested "">
      <#if error?has_content>
        <span class="${properties.kcFormControlUtilClass!}" data-error-icon>
          <span class="${properties.kcInputErrorIconStatusClass!}"><i class="${properties.kcInputErrorIconClass!}" aria-hidden="true"></i></span>
        </span>
      </#if>
    </span>
  <#else>
    <#nested properties.kcInputClass!>
  </#if>
</#macro>

<#-- prepared: whether to have the place ready, hidden, for a script that finds an error -->
<#macro errorOf name error="" prepared=false>
  <div id="input-error-container-${name}" aria-live="polite">
    <#if error?has_content || prepared>
      <div class="${properties.kcFormHelperTextClass!}" <#if error?has_content>id="input-error-${name}"<#else>hidden</#if>>
        <div class="${properties.kcInputHelperTextClass!}">
          <div class="${properties.kcInputHelperTextItemClass!} ${properties.kcError!}">
            <span class="${properties.kcInputErrorMessageClass!}">${error}</span>
          </div>
        </div>
      </div>
    </#if>
  </div>
</#macro>

<#macro group name label error="" required=false>
  <div class="${properties.kcFormGroupClass!}">
    <div class="${properties.kcLabelWrapperClass!} ${properties.kcFormGroupLabelClass!}">
      <@labelOf name=name label=label required=required/>
    </div>
    <div class="${properties.kcInputWrapperClass!}">
      <#nested>
      <@errorOf name=name error=error/>
    </div>
  </div>
</#macro>

<#macro username value error="" autocomplete="username" autofocus=true>
  <#if !realm.loginWithEmailAllowed>
    <#local key = "username">
  <#elseif !realm.registrationEmailAsUsername>
    <#local key = "usernameOrEmail">
  <#else>
    <#local key = "email">
  </#if>
  <#local label><@stock key=key/></#local>
  <@group name="username" label=label error=error>
    <@box error=error; class>
      <input id="username" name="username" type="text" class="${class}" value="${value}" autocomplete="${autocomplete}" <#if autofocus>autofocus</#if> dir="ltr"
             <#if error?has_content>aria-invalid="true" aria-describedby="input-error-username"</#if>>
    </@box>
  </@group>
</#macro>

<#macro password name label error="" autocomplete="current-password" autofocus=false required=false invalid=error?has_content>
  <#local show = properties.kcFormPasswordVisibilityIconShow!"fa-eye fas">
  <#local hide = properties.kcFormPasswordVisibilityIconHide!"fa-eye-slash fas">
  <@group name=name label=label error=error required=required>
    <div class="${properties.kcInputGroup!}" dir="ltr">
      <#if wrapped><div class="${properties.kcInputGroupItemClass!} ${properties.kcFill!}"></#if>
      <@box error=error; class>
        <input id="${name}" name="${name}" type="password" class="${class}" autocomplete="${autocomplete}" <#if autofocus>autofocus</#if>
               <#if invalid>aria-invalid="true"</#if> <#if error?has_content>aria-describedby="input-error-${name}"</#if>>
      </@box>
      <#if wrapped></div><div class="${properties.kcInputGroupItemClass!}"></#if>
      <button class="${properties.kcFormPasswordVisibilityButtonClass!}" type="button" aria-label="${msg("showPassword")}"
              aria-controls="${name}" data-password-toggle data-icon-show="${show}" data-icon-hide="${hide}"
              data-label-show="${msg("showPassword")}" data-label-hide="${msg("hidePassword")}">
        <i class="${show}" aria-hidden="true"></i>
      </button>
      <#if wrapped></div></#if>
    </div>
    <#nested>
  </@group>
</#macro>

<#macro rememberMe>
  <#if realm.rememberMe && !usernameHidden??>
    <div class="checkbox ${properties.kcCheckboxClass!}">
      <label class="${properties.kcCheckboxClass!}">
        <input id="rememberMe" name="rememberMe" type="checkbox" class="${properties.kcCheckboxInputClass!}" <#if (login.rememberMe)??>checked</#if>>
        <span class="${properties.kcCheckboxLabelClass!}"><@stock key="rememberMe"/></span>
      </label>
    </div>
  </#if>
</#macro>

<#-- The line of small things under an input. -->
<#macro options>
  <div class="<#if wrapped>${properties.kcFormHelperTextClass!} ${properties.kcInputHelperTextClass!}<#else>${properties.kcFormSettingClass!}</#if>">
    <#nested>
  </div>
</#macro>

<#macro submit label id="" name="">
  <div id="kc-form-buttons" class="${properties.kcFormGroupClass!}">
    <div class="${properties.kcFormButtonsClass!} ${properties.kcFormActionGroupClass!}">
      <button type="submit" <#if id?has_content>id="${id}"</#if> <#if name?has_content>name="${name}"</#if>
              class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"><@stock key=label/></button>
      <#nested>
    </div>
  </div>
</#macro>

<#macro backToLogin class="">
  <#-- The text has an entity in some versions and the character itself in others. -->
  <a href="${url.loginUrl}" class="${class}"><@stock key="backToLogin"/></a>
</#macro>

<#macro registration>
  <#if realm.password && realm.registrationAllowed && !registrationDisabled??>
    <div id="kc-registration-container">
      <div id="kc-registration">
        <span><@stock key="noAccount"/> <a href="${url.registrationUrl}"><@stock key="doRegister"/></a></span>
      </div>
    </div>
  </#if>
</#macro>

<#macro identityProviders>
  <#if realm.password && (social.providers)?has_content>
    <#local own = .get_optional_template("social-providers.ftl")>
    <#if own.exists>
      <#local providers = own.import()>
      <@providers.show social=social/>
    <#else>
      <#local grid = social.providers?size gt 3>
      <div id="kc-social-providers" class="${properties.kcFormSocialAccountSectionClass!}">
        <hr>
        <h2><@stock key="identity-provider-login-label"/></h2>
        <ul class="${properties.kcFormSocialAccountListClass!} <#if grid>${properties.kcFormSocialAccountListGridClass!}</#if>">
          <#list social.providers as provider>
            <li>
              <a id="social-${provider.alias}" href="${provider.loginUrl}" data-once-link
                 data-disabled-class="${properties.kcFormSocialAccountListButtonDisabledClass!}"
                 class="${properties.kcFormSocialAccountListButtonClass!} <#if grid>${properties.kcFormSocialAccountGridItem!}</#if>">
                <#if provider.iconClasses?has_content><i class="${properties.kcCommonLogoIdP!} ${provider.iconClasses}" aria-hidden="true"></i></#if>
                <span class="${properties.kcFormSocialAccountNameClass!}">${provider.displayName!}</span>
              </a>
            </li>
          </#list>
        </ul>
      </div>
    </#if>
  </#if>
</#macro>

<#macro passkeys>
  <#if enableWebAuthnConditionalUI?has_content>
    <#import "passkeys.ftl" as own>
    <@own.conditionalUIData/>
  </#if>
</#macro>

<#function usernameAutocomplete>
  <#return enableWebAuthnConditionalUI?has_content?then("username webauthn", "username")>
</#function>
