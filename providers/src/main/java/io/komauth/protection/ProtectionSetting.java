package io.komauth.protection;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a realm is protected, as one switch.
 *
 * @param isOn    whether a part of the realm is protected
 * @param leftOut the parts that are not; empty where the switch is off
 */
public record ProtectionSetting(boolean isOn, Set<String> leftOut) {

    public ProtectionSetting {
        leftOut = Set.copyOf(leftOut);
    }

    /** @return the names of all parts, in the order of reports */
    public static List<String> parts() {
        return ProtectionRequest.names();
    }

    /** @return the parts of the first that the second does not have */
    static Set<String> without(Collection<String> first, Collection<String> second) {
        return first.stream().filter(part -> !second.contains(part)).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
