package io.komauth.console;

import java.util.Arrays;
import java.util.List;

import io.komauth.captcha.CaptchaSettings;
import io.komauth.signature.SharedKey;
import io.komauth.tenant.Ids;
import io.komauth.tenant.Tenant;

import org.keycloak.provider.ProviderConfigProperty;

/** All that a realm sets for its tenant, in the order of the tab. */
final class TenantSettings {

    static final List<Field> FIELDS = List.of(
            Field.of(Tenant.LICENSE, ProviderConfigProperty.STRING_TYPE, Tenant.LICENSE.fallback()),
            Field.of(Tenant.ZONE, ProviderConfigProperty.STRING_TYPE, Tenant.ZONE.fallback()),
            new Field(Tenant.IDS, ProviderConfigProperty.LIST_TYPE,
                    Arrays.stream(Ids.values()).map(Ids::toString).toList(), session -> Tenant.IDS.fallback()),
            Field.of(Tenant.API, ProviderConfigProperty.BOOLEAN_TYPE, Tenant.API.fallback()),
            Field.of(Tenant.API_QUERY, ProviderConfigProperty.BOOLEAN_TYPE, Tenant.API_QUERY.fallback()),
            Field.of(SharedKey.SETTING, ProviderConfigProperty.PASSWORD, SharedKey.SETTING.fallback()),
            new Field(CaptchaSettings.LENGTH, ProviderConfigProperty.INTEGER_TYPE, List.of(),
                    session -> CaptchaSettings.of(session).serverLength()),
            new Field(CaptchaSettings.LIFESPAN, ProviderConfigProperty.INTEGER_TYPE, List.of(),
                    session -> CaptchaSettings.of(session).serverLifespan()),
            new Field(CaptchaSettings.AUDIO, ProviderConfigProperty.BOOLEAN_TYPE, List.of(),
                    session -> CaptchaSettings.of(session).serverAudio()));

    private TenantSettings() {
    }
}
