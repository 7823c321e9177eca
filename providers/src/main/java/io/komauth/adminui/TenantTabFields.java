package io.komauth.adminui;

import java.util.Arrays;
import java.util.List;

import io.komauth.bruteforce.AddressLock;
import io.komauth.bruteforce.CaptchaForEverybody;
import io.komauth.captcha.CaptchaSettings;
import io.komauth.captcha.WorkSettings;
import io.komauth.captcha.work.WorkAlgorithm;
import io.komauth.config.CaptchaKinds;
import io.komauth.password.Sm2Key;
import io.komauth.signature.SharedKey;
import io.komauth.tenant.IdFormat;
import io.komauth.tenant.Tenant;

import org.keycloak.provider.ProviderConfigProperty;

/** All that a realm sets for its tenant, in the order of the tab. */
final class TenantTabFields {

    static final List<TenantTabField<?>> FIELDS = List.of(
            TenantTabField.of(Tenant.LICENSE, ProviderConfigProperty.STRING_TYPE),
            TenantTabField.of(Tenant.ZONE, ProviderConfigProperty.STRING_TYPE),
            new TenantTabField<>(Tenant.IDS, ProviderConfigProperty.LIST_TYPE,
                    Arrays.stream(IdFormat.values()).map(IdFormat::toString).toList(), session -> Tenant.IDS.defaultValue()),
            TenantTabField.of(Tenant.API, ProviderConfigProperty.BOOLEAN_TYPE),
            TenantTabField.of(Tenant.API_QUERY, ProviderConfigProperty.BOOLEAN_TYPE),
            TenantTabField.of(Tenant.OLD_REFRESH_TOKENS_UNTIL, ProviderConfigProperty.STRING_TYPE),
            TenantTabField.of(SharedKey.SECRET),
            TenantTabField.of(Sm2Key.SECRET),
            TenantTabField.of(AddressLock.FAILURES, ProviderConfigProperty.INTEGER_TYPE),
            TenantTabField.of(AddressLock.WINDOW, ProviderConfigProperty.INTEGER_TYPE),
            TenantTabField.of(AddressLock.ALLOWED, ProviderConfigProperty.STRING_TYPE),
            new TenantTabField<>(CaptchaKinds.SETTING, ProviderConfigProperty.LIST_TYPE, CaptchaKinds.names(),
                    session -> CaptchaKinds.SETTING.defaultValue()),
            new TenantTabField<>(CaptchaSettings.LENGTH, ProviderConfigProperty.INTEGER_TYPE, List.of(),
                    session -> CaptchaSettings.of(session).serverLength()),
            new TenantTabField<>(CaptchaSettings.LIFESPAN, ProviderConfigProperty.INTEGER_TYPE, List.of(),
                    session -> CaptchaSettings.of(session).serverLifespan()),
            new TenantTabField<>(CaptchaSettings.AUDIO, ProviderConfigProperty.BOOLEAN_TYPE, List.of(),
                    session -> CaptchaSettings.of(session).serverAudio()),
            TenantTabField.of(CaptchaForEverybody.SWITCH, ProviderConfigProperty.BOOLEAN_TYPE),
            TenantTabField.of(CaptchaForEverybody.FAILURES, ProviderConfigProperty.INTEGER_TYPE),
            TenantTabField.of(CaptchaForEverybody.WINDOW, ProviderConfigProperty.INTEGER_TYPE),
            TenantTabField.of(WorkSettings.DERIVATIONS, ProviderConfigProperty.INTEGER_TYPE),
            TenantTabField.of(WorkSettings.FACTOR, ProviderConfigProperty.INTEGER_TYPE),
            TenantTabField.of(WorkSettings.PICTURE_FROM, ProviderConfigProperty.INTEGER_TYPE),
            new TenantTabField<>(WorkSettings.ALGORITHM, ProviderConfigProperty.LIST_TYPE, WorkAlgorithm.names(),
                    session -> WorkSettings.ALGORITHM.defaultValue()));

    private TenantTabFields() {
    }
}
