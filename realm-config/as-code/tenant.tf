# The tenant of realm-config/tenant.json, by Terraform's provider keycloak/keycloak. docs/administrator.md, "Tenants as code".
terraform {
  required_providers {
    keycloak = {
      source  = "keycloak/keycloak"
      version = "~> 5.5"
    }
  }
}

variable "tenant" {
  description = "The tenant id"
  type        = string
}

variable "display_name" {
  description = "The claim tenant_name"
  type        = string
}

variable "redirect_uris" {
  description = "Where the login page may send people back to"
  type        = list(string)
}

resource "keycloak_realm" "tenant" {
  realm           = var.tenant
  display_name    = var.display_name
  enabled         = true
  ssl_required    = "all"
  login_theme     = "kom"
  password_policy = "length(8) and notUsername"

  attributes = {
    "captcha.kinds" = "either"
    "tenant.zone"   = "UTC"
  }

  internationalization {
    supported_locales = ["en", "zh-CN"]
    default_locale    = "en"
  }

  security_defenses {
    brute_force_detection {
      max_login_failures       = 5
      wait_increment_seconds   = 300
      max_failure_wait_seconds = 3600
    }
  }

  web_authn_passwordless_policy {
    require_resident_key          = "Yes"
    user_verification_requirement = "required"
    passwordless_passkeys_enabled = true
  }
}

resource "keycloak_realm_events" "tenant" {
  realm_id          = keycloak_realm.tenant.id
  events_enabled    = true
  events_expiration = 604800
  events_listeners  = ["jboss-logging"]
}

# The flows have names of their own, since Terraform cannot change the flows that Keycloak makes with a realm.

resource "keycloak_authentication_flow" "browser" {
  realm_id    = keycloak_realm.tenant.id
  alias       = "tenant browser"
  description = "The login page, with a captcha"
  provider_id = "basic-flow"
}

resource "keycloak_authentication_execution" "browser_auth_cookie" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  authenticator     = "auth-cookie"
  requirement       = "ALTERNATIVE"
  priority          = 10
}

resource "keycloak_authentication_execution" "browser_identity_provider_redirector" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  authenticator     = "identity-provider-redirector"
  requirement       = "ALTERNATIVE"
  priority          = 20
}

resource "keycloak_authentication_subflow" "browser_forms" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.browser.alias
  alias             = "tenant browser - forms"
  description       = "Username and password behind a captcha"
  provider_id       = "basic-flow"
  requirement       = "ALTERNATIVE"
  priority          = 30
}

resource "keycloak_authentication_execution" "browser_forms_captcha_username_password_form" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.browser_forms.alias
  authenticator     = "captcha-username-password-form"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution_config" "browser_forms_captcha_username_password_form" {
  realm_id     = keycloak_realm.tenant.id
  execution_id = keycloak_authentication_execution.browser_forms_captcha_username_password_form.id
  alias        = "captcha of the login page"

  config = {
    "captcha-kind"     = "work-and-picture"
    "picture-failures" = "3"
  }
}

resource "keycloak_authentication_subflow" "browser_one_time_password" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.browser_forms.alias
  alias             = "tenant browser - one-time password"
  description       = "Asks for the one-time password of users who have one"
  provider_id       = "basic-flow"
  requirement       = "CONDITIONAL"
  priority          = 20
}

resource "keycloak_authentication_execution" "browser_one_time_password_conditional_user_configured" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.browser_one_time_password.alias
  authenticator     = "conditional-user-configured"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "browser_one_time_password_auth_otp_form" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.browser_one_time_password.alias
  authenticator     = "auth-otp-form"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_flow" "direct_grant" {
  realm_id    = keycloak_realm.tenant.id
  alias       = "tenant direct grant"
  description = "The password and captcha grants, both with a captcha"
  provider_id = "basic-flow"
}

resource "keycloak_authentication_execution" "direct_grant_direct_grant_validate_captcha" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "direct-grant-validate-captcha"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "direct_grant_direct_grant_validate_username" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "direct-grant-validate-username"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_execution" "direct_grant_direct_grant_validate_password" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  authenticator     = "direct-grant-validate-password"
  requirement       = "REQUIRED"
  priority          = 30
}

resource "keycloak_authentication_subflow" "direct_grant_one_time_password" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.direct_grant.alias
  alias             = "tenant direct grant - one-time password"
  description       = "Asks for the one-time password of users who have one"
  provider_id       = "basic-flow"
  requirement       = "CONDITIONAL"
  priority          = 40
}

resource "keycloak_authentication_execution" "direct_grant_one_time_password_conditional_user_configured" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.direct_grant_one_time_password.alias
  authenticator     = "conditional-user-configured"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "direct_grant_one_time_password_direct_grant_validate_otp" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.direct_grant_one_time_password.alias
  authenticator     = "direct-grant-validate-otp"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_flow" "registration" {
  realm_id    = keycloak_realm.tenant.id
  alias       = "tenant registration"
  description = "Registration, with a captcha"
  provider_id = "basic-flow"
}

resource "keycloak_authentication_subflow" "registration_form" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.registration.alias
  alias             = "tenant registration - form"
  description       = "The registration page"
  provider_id       = "form-flow"
  authenticator     = "registration-captcha-page-form"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "registration_form_registration_user_creation" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.registration_form.alias
  authenticator     = "registration-user-creation"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution" "registration_form_registration_password_action" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.registration_form.alias
  authenticator     = "registration-password-action"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_execution" "registration_form_registration_captcha_image" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_subflow.registration_form.alias
  authenticator     = "registration-captcha-image"
  requirement       = "REQUIRED"
  priority          = 30
}

resource "keycloak_authentication_execution_config" "registration_form_registration_captcha_image" {
  realm_id     = keycloak_realm.tenant.id
  execution_id = keycloak_authentication_execution.registration_form_registration_captcha_image.id
  alias        = "captcha of the registration page"

  config = {
    "captcha-kind"     = "work-and-picture"
    "picture-failures" = "3"
  }
}

resource "keycloak_authentication_flow" "reset_credentials" {
  realm_id    = keycloak_realm.tenant.id
  alias       = "tenant reset credentials"
  description = "Forgotten passwords, with a captcha"
  provider_id = "basic-flow"
}

resource "keycloak_authentication_execution" "reset_credentials_reset_credentials_captcha" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.reset_credentials.alias
  authenticator     = "reset-credentials-captcha"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_execution_config" "reset_credentials_reset_credentials_captcha" {
  realm_id     = keycloak_realm.tenant.id
  execution_id = keycloak_authentication_execution.reset_credentials_reset_credentials_captcha.id
  alias        = "captcha of the password reset page"

  config = {
    "captcha-kind"     = "work-and-picture"
    "picture-failures" = "3"
  }
}

resource "keycloak_authentication_execution" "reset_credentials_reset_credential_email" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.reset_credentials.alias
  authenticator     = "reset-credential-email"
  requirement       = "REQUIRED"
  priority          = 20
}

resource "keycloak_authentication_execution" "reset_credentials_reset_password" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.reset_credentials.alias
  authenticator     = "reset-password"
  requirement       = "REQUIRED"
  priority          = 30
}

resource "keycloak_authentication_flow" "first_broker_login" {
  realm_id    = keycloak_realm.tenant.id
  alias       = "tenant first broker login"
  description = "The first login through an identity provider: a new user, or one who confirms by e-mail"
  provider_id = "basic-flow"
}

resource "keycloak_authentication_execution" "first_broker_login_idp_create_user_if_unique" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.first_broker_login.alias
  authenticator     = "idp-create-user-if-unique"
  requirement       = "ALTERNATIVE"
  priority          = 10
}

resource "keycloak_authentication_execution" "first_broker_login_idp_email_verification" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.first_broker_login.alias
  authenticator     = "idp-email-verification"
  requirement       = "ALTERNATIVE"
  priority          = 20
}

resource "keycloak_authentication_flow" "docker_auth" {
  realm_id    = keycloak_realm.tenant.id
  alias       = "tenant docker auth"
  description = "Closed: it has no place for a captcha"
  provider_id = "basic-flow"
}

resource "keycloak_authentication_execution" "docker_auth_deny_access_authenticator" {
  realm_id          = keycloak_realm.tenant.id
  parent_flow_alias = keycloak_authentication_flow.docker_auth.alias
  authenticator     = "deny-access-authenticator"
  requirement       = "REQUIRED"
  priority          = 10
}

resource "keycloak_authentication_bindings" "tenant" {
  realm_id                   = keycloak_realm.tenant.id
  browser_flow               = keycloak_authentication_flow.browser.alias
  direct_grant_flow          = keycloak_authentication_flow.direct_grant.alias
  registration_flow          = keycloak_authentication_flow.registration.alias
  reset_credentials_flow     = keycloak_authentication_flow.reset_credentials.alias
  first_broker_login_flow    = keycloak_authentication_flow.first_broker_login.alias
  docker_authentication_flow = keycloak_authentication_flow.docker_auth.alias
}

resource "keycloak_required_action" "update_profile" {
  realm_id = keycloak_realm.tenant.id
  alias    = "UPDATE_PROFILE"
  name     = "Update Profile"
  enabled  = true
  priority = 40
}

resource "keycloak_required_action" "verify_email" {
  realm_id = keycloak_realm.tenant.id
  alias    = "VERIFY_EMAIL"
  name     = "Verify Email"
  enabled  = true
  priority = 50
}

resource "keycloak_required_action" "configure_totp" {
  realm_id = keycloak_realm.tenant.id
  alias    = "CONFIGURE_TOTP"
  name     = "Configure OTP"
  enabled  = true
  priority = 54
}

resource "keycloak_required_action" "update_password" {
  realm_id = keycloak_realm.tenant.id
  alias    = "UPDATE_PASSWORD"
  name     = "Update Password"
  enabled  = true
  priority = 57
}

resource "keycloak_required_action" "webauthn_register_passwordless" {
  realm_id = keycloak_realm.tenant.id
  alias    = "webauthn-register-passwordless"
  name     = "Webauthn Register Passwordless"
  enabled  = true
  priority = 80
}

resource "keycloak_required_action" "verify_profile" {
  realm_id = keycloak_realm.tenant.id
  alias    = "VERIFY_PROFILE"
  name     = "Verify Profile"
  enabled  = true
  priority = 100
}

resource "keycloak_required_action" "delete_credential" {
  realm_id = keycloak_realm.tenant.id
  alias    = "delete_credential"
  name     = "Delete Credential"
  enabled  = true
  priority = 110
}

resource "keycloak_realm_user_profile" "tenant" {
  realm_id = keycloak_realm.tenant.id

  attribute {
    name         = "username"
    display_name = "$${username}"

    validator {
      name = "length"
      config = {
        min = "1"
        max = "255"
      }
    }

    validator {
      name = "username-prohibited-characters"
    }

    validator {
      name = "up-username-not-idn-homograph"
    }

    permissions {
      view = ["admin", "user"]
      edit = ["admin", "user"]
    }
  }

  attribute {
    name         = "email"
    display_name = "$${email}"

    validator {
      name = "email"
    }

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin", "user"]
      edit = ["admin", "user"]
    }
  }

  attribute {
    name         = "firstName"
    display_name = "$${firstName}"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    validator {
      name = "person-name-prohibited-characters"
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name         = "lastName"
    display_name = "$${lastName}"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    validator {
      name = "person-name-prohibited-characters"
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name = "user_id"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name = "real_name"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name = "nick_name"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name = "role_name"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name = "dept_id"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name = "post_id"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }

  attribute {
    name = "oauth_id"

    validator {
      name = "length"
      config = {
        max = "255"
      }
    }

    permissions {
      view = ["admin"]
      edit = ["admin"]
    }
  }
}

resource "keycloak_openid_client_scope" "all" {
  realm_id               = keycloak_realm.tenant.id
  name                   = "all"
  description            = "Who the tenant and the user are"
  include_in_token_scope = true
}

resource "keycloak_generic_protocol_mapper" "tenant_and_user" {
  realm_id        = keycloak_realm.tenant.id
  client_scope_id = keycloak_openid_client_scope.all.id
  name            = "tenant and user"
  protocol        = "openid-connect"
  protocol_mapper = "oidc-tenant-claims-mapper"

  config = {
    "access.token.claim"         = "true"
    "id.token.claim"             = "true"
    "userinfo.token.claim"       = "true"
    "introspection.token.claim"  = "true"
    "access.tokenResponse.claim" = "true"
  }
}

resource "keycloak_openid_default_client_scope" "all" {
  realm_id        = keycloak_realm.tenant.id
  client_scope_id = keycloak_openid_client_scope.all.id
}

resource "keycloak_openid_client" "app" {
  realm_id                     = keycloak_realm.tenant.id
  client_id                    = "app"
  access_type                  = "CONFIDENTIAL"
  standard_flow_enabled        = true
  direct_access_grants_enabled = true
  full_scope_allowed           = false
  valid_redirect_uris          = var.redirect_uris

  extra_config = {
    "allow.token.introspection.without.audience.check" = "true"
  }

  depends_on = [keycloak_openid_default_client_scope.all]
}

resource "keycloak_openid_client_default_scopes" "app" {
  realm_id       = keycloak_realm.tenant.id
  client_id      = keycloak_openid_client.app.id
  default_scopes = ["basic", keycloak_openid_client_scope.all.name]
}

resource "keycloak_openid_client_optional_scopes" "app" {
  realm_id        = keycloak_realm.tenant.id
  client_id       = keycloak_openid_client.app.id
  optional_scopes = ["profile", "email"]
}
