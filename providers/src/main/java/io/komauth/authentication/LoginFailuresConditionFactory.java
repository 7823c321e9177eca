package io.komauth.authentication;

import java.util.List;
import java.util.stream.Stream;

import com.google.auto.service.AutoService;

import io.komauth.bruteforce.FailureThreshold;
import io.komauth.compat.LoginCondition;
import io.komauth.compat.LoginConditionFactory;

import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;

/** The condition of a subflow: it is run once there were too many failed logins. */
@AutoService(AuthenticatorFactory.class)
public final class LoginFailuresConditionFactory extends LoginConditionFactory {

    /** The id of the condition. */
    public static final String PROVIDER_ID = "conditional-login-failures";

    private static final String NEGATE = "negate";
    private static final int DEFAULT_FAILURES = 3;

    /**
     * @param config may be {@code null}: the condition has none
     * @return whether the subflow is run until there were too many failed logins, and not from then on
     */
    public static boolean isNegated(AuthenticatorConfigModel config) {
        return config != null && config.getConfig() != null && Boolean.parseBoolean(config.getConfig().get(NEGATE));
    }

    @Override
    protected LoginCondition condition() {
        return LoginFailuresCondition.INSTANCE;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Condition - login failures";
    }

    @Override
    public String getHelpText() {
        return "Flow is executed only if there were too many failed logins, by the name that was typed or from its address.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        ProviderConfigProperty negate = new ProviderConfigProperty(NEGATE, "Negate output",
                "Apply a NOT to the check result: the flow is executed only if there were not too many failed logins.",
                ProviderConfigProperty.BOOLEAN_TYPE, false);
        return Stream.concat(FailureThreshold.configProperties(DEFAULT_FAILURES,
                "From this many failed logins on; 0 means always.")
                .stream(), Stream.of(negate)).toList();
    }
}
