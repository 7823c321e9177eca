package io.komauth.protection;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;

import io.komauth.compat.AdminRealmEndpoint;
import io.komauth.compat.AdminRealmRequest;
import io.komauth.compat.RealmUris;
import io.komauth.config.CaptchaKinds;
import io.komauth.http.AcceptLanguage;
import io.komauth.theme.ThemeMessages;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * Protects a realm in one step: login, direct grant, registration, password reset and the login theme. It binds copies of the realm's
 * flows with a captcha in them, and changes no flow that is there. All is one transaction, and can be undone in one step.
 */
final class RealmProtection {

    private static final String KINDS = "captchaKinds";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminRealmRequest request;

    /** Until the transaction ends. */
    private boolean isLocked;

    RealmProtection(AdminRealmRequest request) {
        this.request = request;
        session = request.session();
        realm = request.realm();
    }

    /** @return how the realm is protected now */
    ProtectionReport report() {
        return report(parts(), new ProtectionChanges(request, false), CaptchaKinds.of(realm));
    }

    /** @return how each part is protected now, by its name */
    Map<String, PartState> parts() {
        ProtectionChanges none = new ProtectionChanges(request, false);
        Map<String, PartState> parts = new LinkedHashMap<>();
        flows(none).forEach((kind, part) -> parts.put(kind.part(), part.state()));
        parts.put(ProtectionRequest.THEME, themeState());
        return parts;
    }

    /** @return whether there is something to undo */
    boolean isUndoable() {
        return ProtectionRequest.names().stream().anyMatch(part -> ProtectionRecord.of(realm, part).isPresent());
    }

    /** @return an address whose login page asks for the captcha if the login is protected */
    String tryIt() {
        return RealmUris.base(session, realm.getName()) + "/account";
    }

    /**
     * @return what was done, or would be
     * @throws ProtectionRefusal if another request changes the realm at this moment
     */
    ProtectionReport protect(ProtectionRequest wanted) {
        ProtectionChanges changes = begin(wanted);
        Map<ProtectedFlow, ProtectedPart> flows = flows(changes);
        // a realm that asks for the picture somewhere goes on to accept nothing else
        boolean isNew = StringUtil.isBlank(realm.getAttribute(CaptchaKinds.SETTING.attribute()))
                && flows.values().stream().noneMatch(ProtectedPart::isProtected);
        boolean work = isNew || CaptchaKinds.of(realm) == CaptchaKinds.EITHER;
        Map<String, PartState> parts = new LinkedHashMap<>();
        flows.forEach((kind, part) -> parts.put(kind.part(), !wanted.wants(kind.part()) ? part.leftOut("is left out")
                : isAdministrationLogin(kind) && !wanted.names(kind.part())
                ? part.leftOut("is left out, as kcadm.sh logs in by it; to protect it nevertheless, send \"directGrant\": true")
                : part.protect(work)));
        parts.put(ProtectionRequest.THEME, wanted.wants(ProtectionRequest.THEME) ? protectTheme(changes) : themeState());
        boolean isAccepted = isNew
                && parts.values().stream().anyMatch(part -> part.isChanged() && !part.setting().equals(LoginTheme.SETTING));
        if (isAccepted) {
            acceptEither(changes);
        }
        changes.finish();
        return report(parts, changes, isAccepted ? CaptchaKinds.EITHER : CaptchaKinds.of(realm));
    }

    /**
     * @return what was done, or would be
     * @throws ProtectionRefusal if it would do harm; then nothing is changed
     */
    ProtectionReport undo(ProtectionRequest wanted) {
        ProtectionChanges changes = begin(wanted);
        Map<ProtectedFlow, ProtectedPart> flows = flows(changes);
        flows.forEach((kind, part) -> {
            if (wanted.wants(kind.part())) {
                part.requireUndoable();
            }
        });
        Map<String, PartState> parts = new LinkedHashMap<>();
        flows.forEach((kind, part) -> parts.put(kind.part(), wanted.wants(kind.part()) ? part.undo() : part.state()));
        parts.put(ProtectionRequest.THEME, wanted.wants(ProtectionRequest.THEME) ? undoTheme(changes) : themeState());
        if (!wanted.dryRun() && flows.values().stream().noneMatch(ProtectedPart::isUndoable)) {
            undoKinds(changes);
        }
        changes.finish();
        return report(parts, changes, CaptchaKinds.of(realm));
    }

    private ProtectionChanges begin(ProtectionRequest wanted) {
        if (!wanted.dryRun() && !isLocked) {
            ProtectionLock.acquire(session, realm);
            isLocked = true;
        }
        return new ProtectionChanges(request, wanted.dryRun());
    }

    private Map<ProtectedFlow, ProtectedPart> flows(ProtectionChanges changes) {
        Map<ProtectedFlow, ProtectedPart> flows = new LinkedHashMap<>();
        Arrays.stream(ProtectedFlow.values()).forEach(kind -> flows.put(kind, new ProtectedPart(session, realm, kind, changes)));
        return flows;
    }

    /** Programs of administrators have no captcha. */
    private boolean isAdministrationLogin(ProtectedFlow kind) {
        return kind == ProtectedFlow.DIRECT_GRANT && realm.getName().equals(Config.getAdminRealm());
    }

    private PartState themeState() {
        String theme = LoginTheme.of(session, realm);
        String was = ProtectionRecord.of(realm, ProtectionRequest.THEME).map(ProtectionRecord::was).orElse(null);
        return new PartState(theme.equals(LoginTheme.NAME) ? PartState.PROTECTED : PartState.OPEN, false, LoginTheme.SETTING, theme,
                was, theme.equals(LoginTheme.NAME) ? "has the captcha among the other fields"
                : "pages with a captcha are plain, unless the theme has the field");
    }

    private PartState protectTheme(ProtectionChanges changes) {
        if (!LoginTheme.isStock(session, realm)) {
            return themeState();
        }
        String own = StringUtil.isBlank(realm.getLoginTheme()) ? null : realm.getLoginTheme();
        if (!changes.isDryRun()) {
            ProtectionRecord.ofSetting(own, LoginTheme.NAME).store(realm, ProtectionRequest.THEME);
            realm.setLoginTheme(LoginTheme.NAME);
            changes.changed(LoginTheme.SETTING, LoginTheme.NAME);
        }
        return new PartState(PartState.PROTECTED, true, LoginTheme.SETTING, LoginTheme.NAME, own, LoginTheme.SETTING + " was "
                + (own == null ? "not set" : "'" + own + "'") + ", and is '" + LoginTheme.NAME + "'");
    }

    private PartState undoTheme(ProtectionChanges changes) {
        Optional<ProtectionRecord> record = ProtectionRecord.of(realm, ProtectionRequest.THEME);
        if (record.isEmpty()) {
            return themeState();
        }
        String was = record.get().was();
        boolean isOurs = record.get().now().equals(realm.getLoginTheme());
        if (!changes.isDryRun()) {
            ProtectionRecord.remove(realm, ProtectionRequest.THEME);
            if (isOurs) {
                realm.setLoginTheme(was);
                changes.changed(LoginTheme.SETTING, was);
            }
        }
        return new PartState(PartState.OPEN, true, LoginTheme.SETTING, isOurs ? was : realm.getLoginTheme(), null, isOurs
                ? LoginTheme.SETTING + " was '" + record.get().now() + "', and is " + (was == null ? "not set" : "'" + was + "'")
                : LoginTheme.SETTING + " is another one already, and stays");
    }

    private void acceptEither(ProtectionChanges changes) {
        if (!changes.isDryRun()) {
            String either = CaptchaKinds.EITHER.toString();
            realm.setAttribute(CaptchaKinds.SETTING.attribute(), either);
            ProtectionRecord.ofSetting(null, either).store(realm, KINDS);
            changes.changed(CaptchaKinds.SETTING.attribute(), either);
        }
    }

    private void undoKinds(ProtectionChanges changes) {
        ProtectionRecord.of(realm, KINDS).ifPresent(record -> {
            ProtectionRecord.remove(realm, KINDS);
            if (record.now().equals(realm.getAttribute(CaptchaKinds.SETTING.attribute()))) {
                realm.removeAttribute(CaptchaKinds.SETTING.attribute());
                changes.changed(CaptchaKinds.SETTING.attribute(), null);
            }
        });
    }

    private ProtectionReport report(Map<String, PartState> parts, ProtectionChanges changes, CaptchaKinds kinds) {
        boolean isProtected = Arrays.stream(ProtectedFlow.values()).allMatch(kind -> List.of(PartState.PROTECTED, PartState.OFF)
                .contains(parts.get(kind.part()).state()) || !kind.isUsed(realm));
        Optional<OpenLoginPaths> paths = changes.hasRemoved() ? Optional.empty() : Optional.of(OpenLoginPaths.of(session, realm));
        return new ProtectionReport(realm.getName(), isProtected, parts.values().stream().anyMatch(PartState::isChanged),
                changes.isDryRun(), isUndoable(), kinds.toString(), parts, paths.map(found -> json(found.open())).orElse(null),
                paths.map(found -> json(found.warnings())).orElse(null), tryIt(),
                "DELETE /admin/realms/" + UriBuilder.fromPath("{realm}").build(realm.getName()) + "/" + AdminRealmEndpoint.ID + "/" + ProtectionResource.PATH);
    }

    private List<OpenLoginPathRepresentation> json(List<OpenLoginPath> paths) {
        ThemeMessages messages = new ThemeMessages(session, realm, language());
        return paths.stream().map(path -> OpenLoginPathRepresentation.of(path, messages)).toList();
    }

    /** Programs send no header, and get English whatever the realm. */
    private Locale language() {
        List<String> asked = session.getContext().getRequestHeaders().getRequestHeader(HttpHeaders.ACCEPT_LANGUAGE);
        return asked.isEmpty() ? Locale.ENGLISH : AcceptLanguage.of(session, realm);
    }
}
