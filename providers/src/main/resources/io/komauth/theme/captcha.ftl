<#-- The name that themes import the captcha field by; all of it is in kom-auth-captcha.ftl. -->
<#import "kom-auth-captcha.ftl" as own>
<#assign
  field = own.field
  refusal = own.refusal
  stock = own.stock
  wrapped = own.wrapped
  labelOf = own.labelOf
  box = own.box
  errorOf = own.errorOf
  group = own.group
  username = own.username
  password = own.password
  rememberMe = own.rememberMe
  options = own.options
  submit = own.submit
  backToLogin = own.backToLogin
  registration = own.registration
  identityProviders = own.identityProviders
  passkeys = own.passkeys
  usernameAutocomplete = own.usernameAutocomplete
>
