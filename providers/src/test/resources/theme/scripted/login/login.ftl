<#-- Hands the captcha to a script, which draws the field. -->
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A page that a script draws</title></head>
<body>
  <form id="kc-form-login" action="${url.loginAction}" method="post">
    <input id="username" name="username" value="${login.username!}"><input id="password" name="password" type="password">
    <button id="kc-login" type="submit">Go on</button>
  </form>
  <#if komAuthCaptcha??>
    <script>
      const captcha = { key: "${komAuthCaptcha.key}", image: "${komAuthCaptcha.image}", error: "${(komAuthCaptcha.error!"")?js_string}",
        workUrl: "${komAuthCaptcha.workUrl!}", workChallenge: "${(komAuthCaptcha.workChallenge!"")?js_string?no_esc}" };
      const form = document.getElementById("kc-form-login");
      form.insertAdjacentHTML("afterbegin", `<p id="input-error-captchaCode"></p><img id="captcha-image">
        <input type="hidden" id="captchaKey" name="captchaKey"><input id="captchaCode" name="captchaCode">`);
      document.getElementById("input-error-captchaCode").textContent = captcha.error;
      document.getElementById("captcha-image").src = captcha.image;
      document.getElementById("captchaKey").value = captcha.key;
    </script>
  </#if>
</body>
</html>
