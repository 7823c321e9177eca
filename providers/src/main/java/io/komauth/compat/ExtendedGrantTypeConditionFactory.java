package io.komauth.compat;

import java.util.List;
import java.util.stream.Stream;

import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.condition.GrantTypeCondition;
import org.keycloak.services.clientpolicy.condition.GrantTypeConditionFactory;

/**
 * Stands in for Keycloak's condition {@code grant-type} of client policies, and offers one more grant type.
 *
 * <p>Leans on: {@link GrantTypeConditionFactory}, its id and its property {@code grant_types}. Since: Keycloak 26.2. Test:
 * {@code ClientPolicyIT}.
 */
public abstract class ExtendedGrantTypeConditionFactory extends GrantTypeConditionFactory {

    private final String grantType;

    /** @param grantType that logs in by Keycloak's password grant */
    protected ExtendedGrantTypeConditionFactory(String grantType) {
        this.grantType = grantType;
    }

    @Override
    public final GrantTypeCondition create(KeycloakSession session) {
        return new ExtendedGrantTypeCondition(session, grantType);
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = super.getConfigProperties();
        properties.stream().filter(property -> GRANT_TYPES.equals(property.getName())).forEach(property -> property.setOptions(
                Stream.concat(property.getOptions().stream(), Stream.of(grantType)).toList()));
        return properties;
    }
}
