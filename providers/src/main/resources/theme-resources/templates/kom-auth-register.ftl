<#import "template.ftl" as layout>
<#import "user-profile-commons.ftl" as userProfileCommons>
<#import "register-commons.ftl" as registerCommons>
<#import "kom-auth-captcha.ftl" as kom>
<#-- Keycloak's register.ftl with the captcha field, for themes that do not have it. -->
<@layout.registrationLayout displayMessage=messagesPerField.exists('global') displayRequiredFields=true; section>
  <#if section = "header">
    <#if messageHeader??>
      ${kcSanitize(msg(messageHeader))?no_esc}
    <#else>
      <@kom.stock key="registerTitle"/>
    </#if>
  <#elseif section = "form">
    <form id="kc-register-form" class="${properties.kcFormClass!}" action="${url.registrationAction}" method="post">
      <@kom.refusal/>
      <@userProfileCommons.userProfileFormFields; callback, attribute>
        <#if callback = "afterField" && passwordRequired?? && (attribute.name == 'username' || (attribute.name == 'email' && realm.registrationEmailAsUsername))>
          <#assign passwordLabel><@kom.stock key="password"/></#assign>
          <#assign confirmLabel><@kom.stock key="passwordConfirm"/></#assign>
          <@kom.password name="password" label=passwordLabel required=true autocomplete="new-password"
              error=kcSanitize(messagesPerField.get('password'))?no_esc autofocus=komAuthCaptcha.error??/>
          <@kom.password name="password-confirm" label=confirmLabel required=true autocomplete="new-password"
              error=kcSanitize(messagesPerField.get('password-confirm'))?no_esc/>
        </#if>
      </@userProfileCommons.userProfileFormFields>

      <@registerCommons.termsAcceptance/>

      <#if recaptchaRequired?? && (recaptchaVisible!false)>
        <div class="form-group">
          <div class="${properties.kcInputWrapperClass!}">
            <div class="g-recaptcha" data-size="compact" data-sitekey="${recaptchaSiteKey}" data-action="${recaptchaAction}"></div>
          </div>
        </div>
      </#if>

      <@kom.field required=true/>

      <#if recaptchaRequired?? && !(recaptchaVisible!false)>
        <script>
          function onSubmitRecaptcha(token) {
            document.getElementById("kc-register-form").requestSubmit();
          }
        </script>
        <div id="kc-form-buttons" class="${properties.kcFormButtonsClass!}">
          <button type="submit" data-sitekey="${recaptchaSiteKey}" data-callback="onSubmitRecaptcha" data-action="${recaptchaAction}"
                  class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!} g-recaptcha">${msg("doRegister")}</button>
        </div>
      <#else>
        <@kom.submit label="doRegister"/>
      </#if>

      <div class="${properties.kcFormGroupClass!} ${properties.kcLoginMainFooterBand!}">
        <div id="kc-form-options" class="${properties.kcFormOptionsClass!} ${properties.kcLoginMainFooterBandItem!}">
          <@kom.backToLogin/>
        </div>
      </div>
    </form>
    <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>

    <#-- Themes from keycloak.v2 on check a new password while it is typed. -->
    <#assign validation = .get_optional_template("password-validation.ftl")>
    <#if passwordRequired?? && validation.exists>
      <#assign validator = validation.import()>
      <@validator.templates/>
      <@validator.script field="password"/>
    </#if>
  </#if>
</@layout.registrationLayout>
