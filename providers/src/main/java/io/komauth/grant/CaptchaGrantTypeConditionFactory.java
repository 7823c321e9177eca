package io.komauth.grant;

import com.google.auto.service.AutoService;

import io.komauth.compat.ExtendedGrantTypeConditionFactory;

import org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProviderFactory;

/** Keycloak's condition {@code grant-type} of client policies, which offers {@code captcha} as well. */
@AutoService(ClientPolicyConditionProviderFactory.class)
public final class CaptchaGrantTypeConditionFactory extends ExtendedGrantTypeConditionFactory {

    public CaptchaGrantTypeConditionFactory() {
        super(CaptchaGrantTypeFactory.ID);
    }
}
