<#import "template.ftl" as layout>
<#import "kom-auth-captcha.ftl" as kom>
<#-- Keycloak's login-username.ftl with the captcha field, for themes that do not have it. -->
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('username') displayInfo=realm.password && realm.registrationAllowed && !registrationDisabled??; section>
  <#if section = "header">
    <@kom.stock key="loginAccountTitle"/>
  <#elseif section = "form">
    <div id="kc-form">
      <div id="kc-form-wrapper">
        <#if realm.password>
          <form id="kc-form-login" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <@kom.refusal/>
            <#if !usernameHidden??>
              <@kom.username value=(login.username)!"" error=kcSanitize(messagesPerField.get('username'))?no_esc autocomplete=kom.usernameAutocomplete()/>
              <#if realm.rememberMe>
                <div class="${properties.kcFormGroupClass!}">
                  <div class="${properties.kcInputWrapperClass!}"><@kom.rememberMe/></div>
                </div>
              </#if>
            </#if>
            <@kom.field/>
            <@kom.submit id="kc-login" name="login" label="doLogIn"/>
          </form>
        </#if>
      </div>
    </div>
    <@kom.passkeys/>
  <#elseif section = "info">
    <@kom.registration/>
  <#elseif section = "socialProviders">
    <@kom.identityProviders/>
  </#if>
</@layout.registrationLayout>
