package io.komauth.grant;

import java.util.List;
import java.util.stream.Stream;

import com.google.auto.service.AutoService;

import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProviderFactory;
import org.keycloak.services.clientpolicy.condition.GrantTypeCondition;
import org.keycloak.services.clientpolicy.condition.GrantTypeConditionFactory;

/** Stands in for Keycloak's condition {@code grant-type} of client policies, and offers {@code captcha} as well. */
@AutoService(ClientPolicyConditionProviderFactory.class)
public final class CaptchaGrantTypeConditionFactory extends GrantTypeConditionFactory {

    @Override
    public GrantTypeCondition create(KeycloakSession session) {
        return new CaptchaGrantTypeCondition(session);
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = super.getConfigProperties();
        properties.stream().filter(property -> GRANT_TYPES.equals(property.getName())).forEach(property -> property.setOptions(
                Stream.concat(property.getOptions().stream(), Stream.of(CaptchaGrantTypeFactory.ID)).toList()));
        return properties;
    }
}
