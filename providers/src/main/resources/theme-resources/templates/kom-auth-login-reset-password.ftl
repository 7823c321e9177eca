<#import "template.ftl" as layout>
<#import "kom-auth-captcha.ftl" as kom>
<#-- Keycloak's login-reset-password.ftl with the captcha field, for themes that do not have it. -->
<@layout.registrationLayout displayInfo=true displayMessage=!messagesPerField.existsError('username'); section>
  <#if section = "header">
    <@kom.stock key="emailForgotTitle"/>
  <#elseif section = "form">
    <form id="kc-reset-password-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
      <@kom.refusal/>
      <@kom.username value=auth.attemptedUsername!"" error=kcSanitize(messagesPerField.get('username'))?no_esc/>
      <@kom.field/>
      <@kom.submit label="doSubmit">
        <@kom.backToLogin class=kom.wrapped?then(properties.kcButtonSecondaryClass! + " " + properties.kcButtonBlockClass!, "")/>
      </@kom.submit>
    </form>
  <#elseif section = "info">
    <span class="${properties.kcLoginMainFooterHelperText!}">
      <#if realm.duplicateEmailsAllowed>
        <@kom.stock key="emailInstructionUsername"/>
      <#else>
        <@kom.stock key="emailInstruction"/>
      </#if>
    </span>
  </#if>
</@layout.registrationLayout>
