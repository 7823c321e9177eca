<#--
  Keycloak's buttons.ftl with the captcha field before a page's buttons, if the page needs a captcha. All forms that may
  need one, but the registration, end in these buttons; so no page has to be copied, and this theme fits every version.
-->
<#import "kom-auth-captcha.ftl" as kom>

<#macro actionGroup horizontal=false>
  <@kom.field/>
  <div class="${properties.kcFormGroupClass}">
    <div class="${properties.kcFormActionGroupClass} <#if horizontal>pf-v5-u-flex-nowrap<#else>pf-v5-u-flex-wrap</#if>">
      <#nested>
    </div>
  </div>
</#macro>

<#-- Up to Keycloak 26.6, pages name a button's classes; from 26.7 on its type and width, and class is for more of them. -->
<#macro button label id="" name="" type="primary" fullWidth=true class=[] extra...>
  <#if !class?join(" ")?contains("kcButton")>
    <#local class = ["kcButton" + type?cap_first + "Class"] + fullWidth?then(["kcButtonBlockClass"], []) + class>
  </#if>
  <button class="<#list class as c>${properties[c]} </#list>" name="${name}" id="${id}"
          type="submit" <#list extra as attrName, attrVal>${attrName}="${attrVal}"</#list>>
  ${kcSanitize(msg(label))?no_esc}
  </button>
</#macro>

<#macro buttonLink href label id="" class=["kcButtonSecondaryClass", "kcButtonBlockClass"]>
  <a id="${id}" href="${href}" class="<#list class as c>${properties[c]} </#list>">${kcSanitize(msg(label))?no_esc}</a>
</#macro>

<#macro loginButton>
  <@actionGroup>
    <@button id="kc-login" name="login" label="doLogIn"/>
  </@actionGroup>
</#macro>
