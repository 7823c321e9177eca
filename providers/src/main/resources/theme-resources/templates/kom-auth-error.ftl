<#import "template.ftl" as layout>
<#-- Keycloak's error.ftl for a message of ours in another language than the page. -->
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${kcSanitize(msg("errorTitle"))?no_esc}
  <#elseif section = "form">
    <div id="kc-error-message">
      <p class="instruction" lang="${komAuthMessage.language().toLanguageTag()}" dir="${komAuthMessage.direction()}">${komAuthMessage.text()}</p>
      <#if client?? && client.baseUrl?has_content>
        <p><a id="backToApplication" href="${client.baseUrl}">${kcSanitize(msg("backToApplication"))?no_esc}</a></p>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
