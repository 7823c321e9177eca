package io.komauth.protection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.komauth.cluster.SingleUseStore;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Lets one request at a time change the protection of a realm, on any node: two at once would each copy its flows. The lock is held
 * until the changes are committed and every node reads them.
 */
final class ProtectionLock extends AbstractKeycloakTransaction {

    private static final String KEY = "kom-protection.";

    /** Seconds after which the lock of a node that has crashed is open again; many times what a change takes. */
    private static final long LIFESPAN = 60;

    private final SingleUseStore store;
    private final String key;

    private ProtectionLock(KeycloakSession session, RealmModel realm) {
        store = new SingleUseStore(session.getKeycloakSessionFactory());
        key = KEY + realm.getId();
    }

    /** @throws ProtectionRefusal if another request changes the realm, or has just done so */
    static void acquire(KeycloakSession session, RealmModel realm) {
        ProtectionLock lock = new ProtectionLock(session, realm);
        if (!lock.store.putIfAbsent(lock.key, LIFESPAN)) {
            throw refusal(realm);
        }
        session.getTransactionManager().enlistAfterCompletion(lock);
        // this session may have read the realm before another request has changed it
        List<String> now = KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(),
                other -> state(other.realms().getRealm(realm.getId())));
        if (!now.equals(state(realm))) {
            throw refusal(realm);
        }
    }

    private static ProtectionRefusal refusal(RealmModel realm) {
        return ProtectionRefusal.conflict("The protection of the realm " + realm.getName()
                + " is being changed by another request. Try again");
    }

    private static List<String> state(RealmModel realm) {
        List<String> state = new ArrayList<>();
        ProtectionRequest.names().forEach(part -> state.add(String.valueOf(ProtectionRecord.of(realm, part).orElse(null))));
        Arrays.stream(ProtectedFlow.values()).forEach(kind -> state.add(Optional.ofNullable(kind.bound(realm))
                .map(AuthenticationFlowModel::getId).orElse(null)));
        state.add(realm.getLoginTheme());
        return state;
    }

    @Override
    protected void commitImpl() {
        store.remove(key);
    }

    @Override
    protected void rollbackImpl() {
        store.remove(key);
    }
}
