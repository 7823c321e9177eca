package io.komauth.protection;

import java.util.Map;
import java.util.TreeMap;

import io.komauth.compat.AdminRealmRequest;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.utils.ModelToRepresentation;

/** The changes of one request, as admin events record them. */
final class ProtectionChanges {

    private static final String FLOWS = "authentication/flows/";

    private final AdminRealmRequest request;
    private final boolean dryRun;
    private boolean hasRemoved;
    private final Map<String, Object> settings = new TreeMap<>();

    ProtectionChanges(AdminRealmRequest request, boolean dryRun) {
        this.request = request;
        this.dryRun = dryRun;
    }

    boolean isDryRun() {
        return dryRun;
    }

    void created(AuthenticationFlowModel flow) {
        request.record(OperationType.CREATE, ResourceType.AUTH_FLOW, FLOWS + flow.getId(),
                ModelToRepresentation.toRepresentation(request.session(), request.realm(), flow));
    }

    /** @return whether a flow has been removed, which the realm still lists until the transaction ends */
    boolean hasRemoved() {
        return hasRemoved;
    }

    void removed(AuthenticationFlowModel flow) {
        hasRemoved = true;
        request.record(OperationType.DELETE, ResourceType.AUTH_FLOW, FLOWS + flow.getId(), null);
    }

    /** Another value of a setting of the realm. */
    void changed(String setting, String value) {
        settings.put(setting, value == null ? "" : value);
    }

    /** Records the changes of the realm's settings as one. */
    void finish() {
        if (!settings.isEmpty()) {
            request.record(OperationType.UPDATE, ResourceType.REALM, "", settings);
        }
    }
}
