<#-- Has the field's line in three places, and shows none of them. -->
<#import "captcha.ftl" as kom>
<#macro unused><@kom.field/></#macro>
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A page that keeps the field to itself</title></head>
<body>
  <form id="kc-form-login" action="${url.loginAction}" method="post">
    <input id="username" name="username"><input id="password" name="password" type="password">
    <#if false><@kom.field/></#if>
    <#assign kept><@kom.field/></#assign>
    <button id="kc-login" type="submit">Go on</button>
  </form>
</body>
</html>
