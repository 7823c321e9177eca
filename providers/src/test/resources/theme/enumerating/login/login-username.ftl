<#import "dump.ftl" as page>
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A page that scripts draw</title></head>
<body>
  <form id="kc-form-login" action="${url.loginAction}" method="post"><input id="username" name="username"><button id="kc-login" type="submit">Go on</button></form>
  <@page.everything/>
</body>
</html>
