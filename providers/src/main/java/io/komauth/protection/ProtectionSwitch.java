package io.komauth.protection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.komauth.compat.AdminRealmRequest;

import org.keycloak.models.KeycloakSession;

/** The protection of a realm as a switch and a list of the parts that are left out, which a form shows and changes. */
public final class ProtectionSwitch {

    private final RealmProtection protection;

    /** @param session of a request to the Admin REST API, which checks the permissions itself */
    public ProtectionSwitch(KeycloakSession session) {
        protection = new RealmProtection(AdminRealmRequest.ofContext(session));
    }

    /** @return how each part is protected now, by its name */
    public Map<String, PartState> parts() {
        return protection.parts();
    }

    /** @return an address whose login page asks for the captcha if the login is protected */
    public String tryIt() {
        return protection.tryIt();
    }

    /** @return what there is now */
    public ProtectionSetting setting() {
        Set<String> isProtected = protectedParts(protection.parts());
        boolean isOn = protection.isUndoable() || isProtected.stream().anyMatch(part -> !part.equals(ProtectionRequest.THEME));
        return new ProtectionSetting(isOn, isOn ? ProtectionSetting.without(ProtectionSetting.parts(), isProtected) : Set.of());
    }

    /** @return why the change cannot be made; empty if it can */
    public Optional<String> refusal(ProtectionSetting from, ProtectionSetting to) {
        try {
            Set<String> undone = undone(from, to);
            Set<String> wanted = wanted(from, to);
            if (!undone.isEmpty()) {
                Optional<String> refusal = refusalOfUndo(undone, protection.undo(request(undone, true)));
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
            return wanted.isEmpty() ? Optional.empty() : refusalOfProtection(from, wanted, protection.protect(request(from, wanted, true)));
        } catch (ProtectionRefusal e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Makes a change that is not {@linkplain #refusal refused}.
     *
     * @return why it could not be made, such as another request that changes the realm; then the transaction must be rolled back
     */
    public Optional<String> change(ProtectionSetting from, ProtectionSetting to) {
        try {
            // what removes flows comes last: the transaction goes on to list them
            Set<String> wanted = wanted(from, to);
            if (!wanted.isEmpty()) {
                protection.protect(request(from, wanted, false));
            }
            Set<String> undone = undone(from, to);
            if (!undone.isEmpty()) {
                protection.undo(request(undone, false));
            }
            return Optional.empty();
        } catch (ProtectionRefusal e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Set<String> undone(ProtectionSetting from, ProtectionSetting to) {
        if (!from.isOn()) {
            return Set.of();
        }
        return to.isOn() ? ProtectionSetting.without(to.leftOut(), from.leftOut()) : Set.copyOf(ProtectionSetting.parts());
    }

    private static Set<String> wanted(ProtectionSetting from, ProtectionSetting to) {
        if (!to.isOn()) {
            return Set.of();
        }
        return from.isOn() ? ProtectionSetting.without(from.leftOut(), to.leftOut())
                : ProtectionSetting.without(ProtectionSetting.parts(), to.leftOut());
    }

    /** What is protected by hand has nothing to undo, and would be shown as protected again. */
    private static Optional<String> refusalOfUndo(Set<String> undone, ProtectionReport report) {
        boolean isAll = undone.size() == ProtectionSetting.parts().size();
        List<String> kept = undone.stream().sorted().map(part -> report.parts().get(part))
                .filter(part -> !part.isChanged() && part.state().equals(PartState.PROTECTED))
                .map(part -> part.setting() + " '" + part.now() + "'").toList();
        return kept.isEmpty() || isAll && report.isChanged() ? Optional.empty() : Optional.of("There is nothing to undo for "
                + String.join(", ", kept) + ": an administrator has chosen it. Choose another one there");
    }

    private static Optional<String> refusalOfProtection(ProtectionSetting from, Set<String> wanted, ProtectionReport report) {
        Set<String> isProtected = protectedParts(report.parts());
        Set<String> open = ProtectionSetting.without(wanted, isProtected);
        // one that is switched on protects what it can; the others are shown as left out
        return from.isOn() && !open.isEmpty() || isProtected.isEmpty()
                ? Optional.of(open.stream().map(part -> text(report.parts().get(part))).collect(Collectors.joining(" ")))
                : Optional.empty();
    }

    private static String text(PartState part) {
        return "The " + part.setting() + " '" + part.now() + "' stays: it " + part.text() + ".";
    }

    private static Set<String> protectedParts(Map<String, PartState> parts) {
        return parts.entrySet().stream().filter(part -> part.getValue().state().equals(PartState.PROTECTED))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static ProtectionRequest request(Collection<String> parts, boolean dryRun) {
        return new ProtectionRequest(flags(parts), dryRun);
    }

    /** A part that was left out is named, as its administrator wants it; one of a realm that was not protected is not. */
    private static ProtectionRequest request(ProtectionSetting from, Set<String> wanted, boolean dryRun) {
        Map<String, Boolean> parts = flags(wanted);
        if (!from.isOn()) {
            parts.values().removeIf(Boolean::booleanValue);
        }
        return new ProtectionRequest(parts, dryRun);
    }

    private static Map<String, Boolean> flags(Collection<String> wanted) {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        ProtectionSetting.parts().forEach(part -> parts.put(part, wanted.contains(part)));
        return parts;
    }
}
