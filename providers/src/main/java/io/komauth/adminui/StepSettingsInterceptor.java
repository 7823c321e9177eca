package io.komauth.adminui;

import java.io.IOException;
import java.util.Map;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import io.komauth.authentication.pages.StepSettings;
import io.komauth.compat.ErrorResponses;
import io.komauth.config.RealmSetting;

import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.utils.KeycloakSessionUtil;
import org.keycloak.utils.StringUtil;

/** Refuses the configuration of a step with a value that is out of range, which Keycloak would store. */
final class StepSettingsInterceptor implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object entity = context.proceed();
        if (entity instanceof AuthenticatorConfigRepresentation configuration && configuration.getConfig() != null) {
            check(configuration.getConfig());
        }
        return entity;
    }

    private static void check(Map<String, String> values) {
        for (RealmSetting<?> setting : StepSettings.all()) {
            String value = values.get(setting.attribute());
            if (StringUtil.isNotBlank(value) && !setting.isValid(value)) {
                KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
                throw ErrorResponses.ofAdminApi(TenantTabMessages.text(session, "komAuth." + setting.attribute() + ".range",
                        setting.range()), Response.Status.BAD_REQUEST);
            }
        }
    }
}
