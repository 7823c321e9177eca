<#-- A company's own login page, which knows nothing of this project but one line. -->
<!DOCTYPE html>
<html lang="${lang!"en"}">
<head>
  <meta charset="utf-8">
  <title>Foreign login</title>
</head>
<body>
  <h1>Foreign login</h1>
  <#if message?has_content && message.summary?has_content>
    <p class="kc-feedback-text">${message.summary}</p>
  </#if>
  <form id="kc-form-login" action="${url.loginAction}" method="post">
    <p><label>Name <input id="username" name="username" value="${login.username!}"></label></p>
    <p><label>Password <input id="password" name="password" type="password"></label></p>
    <#import "captcha.ftl" as kom><@kom.field/>
    <p><button id="kc-login" type="submit">Log in</button></p>
  </form>
</body>
</html>
