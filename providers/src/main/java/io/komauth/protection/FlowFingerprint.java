package io.komauth.protection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** Tells whether a flow is as it was: its steps, subflows and settings, by names and not by ids, which an import may change. */
final class FlowFingerprint {

    private final RealmModel realm;
    private final StringBuilder text = new StringBuilder();

    private FlowFingerprint(RealmModel realm) {
        this.realm = realm;
    }

    /** @return SHA-256, in hexadecimal digits */
    static String of(RealmModel realm, AuthenticationFlowModel flow) {
        FlowFingerprint fingerprint = new FlowFingerprint(realm);
        fingerprint.add(flow);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(fingerprint.text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(AuthenticationFlowModel flow) {
        line("flow", flow.getAlias(), flow.getDescription(), flow.getProviderId());
        realm.getAuthenticationExecutionsStream(flow.getId()).forEachOrdered(this::add);
        line("end");
    }

    private void add(AuthenticationExecutionModel step) {
        line("step", step.getAuthenticator(), step.getRequirement(), step.getPriority());
        AuthenticatorConfigModel config = step.getAuthenticatorConfig() == null ? null
                : realm.getAuthenticatorConfigById(step.getAuthenticatorConfig());
        if (config != null) {
            line("settings", config.getAlias());
            Map<String, String> values = config.getConfig() == null ? Map.of() : config.getConfig();
            new TreeMap<>(values).forEach((name, value) -> line("setting", name, value));
        }
        if (step.getFlowId() != null) {
            add(realm.getAuthenticationFlowById(step.getFlowId()));
        }
    }

    private void line(Object... values) {
        for (Object value : values) {
            text.append(Objects.toString(value, "").replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")).append('|');
        }
        text.append('\n');
    }
}
