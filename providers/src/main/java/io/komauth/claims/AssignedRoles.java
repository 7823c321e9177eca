package io.komauth.claims;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.komauth.tenant.IdFormat;

import org.keycloak.models.GroupModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.utils.StringUtil;

/**
 * The realm roles that were given to a user, or to a group that the user is in, by name: not what they are composed of,
 * and not the default role, which everybody has.
 */
record AssignedRoles(List<RoleModel> roles, IdFormat ids) {

    private static final String ID = "role_id";
    private static final String NAME = "role_name";

    static AssignedRoles of(RealmModel realm, UserModel user, IdFormat ids) {
        String defaultRole = Optional.ofNullable(realm.getDefaultRole()).map(RoleModel::getId).orElse("");
        Stream<RoleModel> ofGroups = user.getGroupsStream()
                .flatMap(AssignedRoles::withParents)
                .flatMap(GroupModel::getRealmRoleMappingsStream);
        List<RoleModel> roles = Stream.concat(user.getRealmRoleMappingsStream(), ofGroups)
                .filter(role -> !role.getId().equals(defaultRole))
                .collect(Collectors.toMap(RoleModel::getId, Function.identity(), (same, again) -> same))
                .values().stream()
                .sorted(Comparator.comparing(RoleModel::getName))
                .toList();
        return new AssignedRoles(roles, ids);
    }

    List<String> roleIds() {
        return roles.stream()
                .map(role -> attribute(role, ID).filter(StringUtil::isNotBlank).orElseGet(() -> ids.format(role.getId())))
                .toList();
    }

    /** @return in the order of {@link #roleIds()}; a role whose attribute {@code role_name} is empty has no name */
    List<String> roleNames() {
        return roles.stream().map(role -> attribute(role, NAME).orElseGet(role::getName)).toList();
    }

    /** Some databases keep an empty value as none. */
    private static Optional<String> attribute(RoleModel role, String name) {
        return role.getAttributeStream(name).map(value -> Objects.requireNonNullElse(value, "")).findFirst();
    }

    /** A member of a group has the roles of its parents, too. */
    private static Stream<GroupModel> withParents(GroupModel group) {
        return Stream.iterate(group, parent -> parent != null, GroupModel::getParent);
    }
}
