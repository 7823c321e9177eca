<#import "template.ftl" as layout>
<#import "kom-auth-captcha.ftl" as kom>
<#-- Keycloak's login.ftl with the captcha field, for themes that do not have it. -->
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('username','password') displayInfo=realm.password && realm.registrationAllowed && !registrationDisabled??; section>
  <#if section = "header">
    <@kom.stock key="loginAccountTitle"/>
  <#elseif section = "form">
    <div id="kc-form">
      <div id="kc-form-wrapper">
        <#if realm.password>
          <form id="kc-form-login" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <@kom.refusal/>
            <#-- After a refusal the name is there, and the password is not. -->
            <#assign nameKept = (login.username)?has_content && komAuthCaptcha.error??>
            <#-- Which of the two is wrong is not told: the text stands by the first field, and both are invalid. -->
            <#assign error = kcSanitize(messagesPerField.getFirstError('username','password'))>
            <#if !usernameHidden??>
              <@kom.username value=(login.username)!"" error=error?no_esc autocomplete=kom.usernameAutocomplete() autofocus=!nameKept/>
            </#if>
            <#assign passwordLabel><@kom.stock key="password"/></#assign>
            <@kom.password name="password" label=passwordLabel error=(usernameHidden??)?then(error, "")?no_esc
                invalid=error?has_content autofocus=usernameHidden?? || nameKept>
              <@kom.options>
                <@kom.rememberMe/>
                <#if realm.resetPasswordAllowed>
                  <div class="${properties.kcInputHelperTextItemClass!}">
                    <span class="${properties.kcInputHelperTextItemTextClass!}"><a href="${url.loginResetCredentialsUrl}"><@kom.stock key="doForgotPassword"/></a></span>
                  </div>
                </#if>
              </@kom.options>
            </@kom.password>
            <input type="hidden" id="id-hidden-input" name="credentialId" <#if auth.selectedCredential?has_content>value="${auth.selectedCredential}"</#if>>
            <@kom.field/>
            <@kom.submit id="kc-login" name="login" label="doLogIn"/>
          </form>
        </#if>
      </div>
    </div>
    <@kom.passkeys/>
    <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
  <#elseif section = "info">
    <@kom.registration/>
  <#elseif section = "socialProviders">
    <@kom.identityProviders/>
  </#if>
</@layout.registrationLayout>
