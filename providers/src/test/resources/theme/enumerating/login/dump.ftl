<#-- Writes everything that can be read of a page into a script, as themes made by Keycloakify do; and some things by name. -->
<#macro everything>
  <script>
    const key = "${(captcha.key)!}", image = "${(captcha.image)!}", own = "${(komAuthCaptcha.key)!}";
    const context = <@dump value=.data_model depth=0/>;
  </script>
</#macro>

<#macro dump value depth>
  <#compress>
  <#if value?is_method || depth gt 3>undefined
  <#elseif value?is_boolean>${value?c}
  <#elseif value?is_number>${value?c}
  <#elseif value?is_hash_ex>{
    <#list value?keys as key>
      <#if !["class", "declaringClass", "msg", "messagesPerField", "authenticationFlowContext"]?seq_contains(key)>
        "${key?js_string}": <#attempt><#if value[key]??><@dump value=value[key] depth=depth+1/><#else>undefined</#if><#recover>undefined</#attempt>,
      </#if>
    </#list>}
  <#elseif value?is_enumerable>[<#list value as item><@dump value=item depth=depth+1/>,</#list>]
  <#elseif value?is_string>"${value?js_string}"
  <#else>undefined
  </#if>
  </#compress>
</#macro>
