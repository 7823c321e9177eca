package io.komauth.protection;

import java.util.List;
import java.util.Optional;

import io.komauth.protection.LoginProviders.Judged;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** One flow of a realm: how it is protected, and that it is protected or no longer. */
final class ProtectedPart {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ProtectedFlow kind;
    private final ProtectionChanges changes;

    ProtectedPart(KeycloakSession session, RealmModel realm, ProtectedFlow kind, ProtectionChanges changes) {
        this.session = session;
        this.realm = realm;
        this.kind = kind;
        this.changes = changes;
    }

    boolean isProtected() {
        AuthenticationFlowModel bound = kind.bound(realm);
        return bound != null && isCovered(bound);
    }

    /** @return whether a flow asks for a captcha, of token requests before the password */
    private boolean isCovered(AuthenticationFlowModel flow) {
        return kind.isProtected(realm, flow) && (kind != ProtectedFlow.DIRECT_GRANT
                || FlowInspection.of(session, realm, flow, true).stream()
                .noneMatch(step -> step.judged() == Judged.PASSWORD && step.cover() == CaptchaCover.NONE));
    }

    /** What there is. */
    PartState state() {
        AuthenticationFlowModel bound = kind.bound(realm);
        if (isProtected()) {
            return state(PartState.PROTECTED, false, "asks for a captcha");
        }
        if (bound == null || !kind.hasPlace(realm, bound)) {
            return state(PartState.NO_PLACE, false, "has no form that a captcha could go into; see docs/login-pages.md");
        }
        return kind.isUsed(realm) ? state(PartState.OPEN, false, "asks for no captcha")
                : state(PartState.OFF, false, "asks for no captcha, and is switched off in this realm");
    }

    /** Binds a copy with the captcha. */
    PartState protect(boolean work) {
        AuthenticationFlowModel bound = kind.bound(realm);
        if (isProtected() || bound == null || !kind.hasPlace(realm, bound)) {
            return state();
        }
        Optional<ProtectionRecord> record = record();
        AuthenticationFlowModel former = copy().orElse(null);
        boolean isFormerBound = former != null && former.getId().equals(bound.getId());
        AuthenticationFlowModel original = record.map(made -> made.original(realm)).orElse(null);
        boolean isRebound = former != null && !isFormerBound && isCovered(former)
                && original != null && original.getId().equals(bound.getId());
        String name = isRebound ? former.getAlias() : FlowCopier.copyName(realm, bound);
        // a copy of ours that somebody has taken the captcha out of is theirs now; what was there before it is still the flow to restore
        AuthenticationFlowModel was = isFormerBound && original != null ? original : bound;
        if (!changes.isDryRun()) {
            if (former != null && !isRebound && !isFormerBound && isOurs(former)) {
                remove(former);
            }
            AuthenticationFlowModel copy = isRebound ? former : new FlowCopier(realm, kind, work).copy(bound);
            if (!isRebound) {
                changes.created(copy);
                ProtectionRecord.of(realm, was, copy).store(realm, kind.part());
            }
            bind(copy);
        }
        return new PartState(PartState.PROTECTED, true, kind.binding(), name, was.getAlias(),
                kind.binding() + " was '" + bound.getAlias() + "', and is '" + name + "'");
    }

    /** @throws ProtectionRefusal if undoing would do harm */
    void requireUndoable() {
        record().ifPresent(record -> copy().ifPresent(copy -> {
            List<String> users = FlowUsers.of(session, realm, copy, kind);
            if (!users.isEmpty()) {
                throw ProtectionRefusal.conflict("The flow '" + copy.getAlias() + "' is used by " + String.join(", ", users)
                        + ". Choose another flow there first");
            }
            if (isBound(copy) && record.original(realm) == null) {
                throw ProtectionRefusal.conflict("The flow '" + record.was() + "' that was bound before is not there any more. Bind "
                        + "another flow as " + kind.binding() + " first");
            }
        }));
    }

    /** Binds what was bound before, and removes the copy, unless somebody has changed it since. */
    PartState undo() {
        Optional<ProtectionRecord> record = record();
        if (record.isEmpty()) {
            return state();
        }
        Optional<AuthenticationFlowModel> copy = copy();
        boolean isBound = copy.filter(this::isBound).isPresent();
        boolean isKept = copy.filter(made -> !isOurs(made)).isPresent();
        String name = copy.map(AuthenticationFlowModel::getAlias).orElse(record.get().now());
        AuthenticationFlowModel original = record.get().original(realm);
        String text = (isBound ? kind.binding() + " was '" + name + "', and is '" + original.getAlias() + "'"
                : kind.binding() + " is another flow already, and stays")
                + (copy.isEmpty() ? "; '" + name + "' is gone already"
                : isKept ? "; '" + name + "' was changed by an administrator, and is kept" : "; '" + name + "' is removed");
        if (!changes.isDryRun()) {
            if (isBound) {
                bind(original);
            }
            copy.filter(this::isOurs).ifPresent(this::remove);
            ProtectionRecord.remove(realm, kind.part());
        }
        String now = isBound ? original.getAlias() : boundAlias();
        String state = changes.isDryRun() || !isProtected() ? kind.isUsed(realm) ? PartState.OPEN : PartState.OFF
                : PartState.PROTECTED;
        return new PartState(state, true, kind.binding(), now, null, text);
    }

    boolean isUndoable() {
        return record().isPresent();
    }

    PartState leftOut(String text) {
        return isProtected() ? state() : state(PartState.LEFT_OUT, false, text);
    }

    private PartState state(String state, boolean changed, String text) {
        return new PartState(state, changed, kind.binding(), boundAlias(), record().map(ProtectionRecord::was).orElse(null), text);
    }

    private String boundAlias() {
        return Optional.ofNullable(kind.bound(realm)).map(AuthenticationFlowModel::getAlias).orElse(null);
    }

    private Optional<ProtectionRecord> record() {
        return ProtectionRecord.of(realm, kind.part());
    }

    private Optional<AuthenticationFlowModel> copy() {
        return record().map(record -> record.copy(realm));
    }

    private boolean isOurs(AuthenticationFlowModel copy) {
        return FlowFingerprint.of(realm, copy).equals(record().map(ProtectionRecord::fingerprint).orElse(null))
                && FlowUsers.of(session, realm, copy, kind).isEmpty();
    }

    private boolean isBound(AuthenticationFlowModel flow) {
        return Optional.ofNullable(kind.bound(realm)).filter(bound -> bound.getId().equals(flow.getId())).isPresent();
    }

    private void bind(AuthenticationFlowModel flow) {
        kind.bind(realm, flow);
        changes.changed(kind.binding(), flow.getAlias());
    }

    private void remove(AuthenticationFlowModel flow) {
        removeSteps(flow.getId());
        realm.removeAuthenticationFlow(flow);
        changes.removed(flow);
    }

    private void removeSteps(String flowId) {
        for (AuthenticationExecutionModel step : realm.getAuthenticationExecutionsStream(flowId).toList()) {
            if (step.getFlowId() != null) {
                AuthenticationFlowModel subflow = realm.getAuthenticationFlowById(step.getFlowId());
                removeSteps(subflow.getId());
                realm.removeAuthenticatorExecution(step);
                realm.removeAuthenticationFlow(subflow);
            } else {
                realm.removeAuthenticatorExecution(step);
            }
            Optional.ofNullable(step.getAuthenticatorConfig()).map(realm::getAuthenticatorConfigById)
                    .ifPresent(realm::removeAuthenticatorConfig);
        }
    }
}
