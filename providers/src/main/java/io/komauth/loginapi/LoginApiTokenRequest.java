package io.komauth.loginapi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.captcha.CaptchaParameters;
import io.komauth.compat.RequestBodies;
import io.komauth.tenant.Tenant;
import io.komauth.tenant.TenantHeader;
import io.komauth.tenant.Tenants;

import org.keycloak.OAuth2Constants;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.utils.StringUtil;

/**
 * A token request of the login API.
 *
 * @param tenant     whose user logs in
 * @param parameters what the client sent
 * @param unread     names in the query string, where the tenant takes no members from there
 * @param headers    of the request
 */
record LoginApiTokenRequest(Tenant tenant, RequestParameters parameters, Set<String> unread, HttpHeaders headers) {

    /** The one scope that the API knows. */
    static final String SCOPE = "all";

    private static final String CAPTCHA = "captcha";
    static final String CAPTCHA_KEY_HEADER = "Captcha-Key";
    static final String CAPTCHA_CODE_HEADER = "Captcha-Code";
    private static final List<String> CAPTCHA_MEMBERS =
            List.of(CaptchaParameters.KEY, CaptchaParameters.CODE, CaptchaParameters.WORK);
    private static final Pattern IDENTITY = Pattern.compile("(?:identity)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FINGERPRINT = Pattern.compile("[\\w.-]{1,64}");

    /**
     * Reads a request, and tells which tenant it is for.
     *
     * @throws LoginApiException if it cannot be read, or names no tenant, or several
     */
    static LoginApiTokenRequest read(KeycloakSession session) {
        HttpRequest request = session.getContext().getHttpRequest();
        HttpHeaders headers = request.getHttpHeaders();
        requireIdentity(headers);
        String contentType = RequestBodies.multipartType().orElseGet(() -> headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        RequestParameters body = RequestParametersParser.parseBody(contentType, BodyLimitFilter.body(session));
        String query = request.getUri().getRequestUri().getRawQuery();

        Set<String> ids = tenantIds(headers, body);
        if (!ids.isEmpty()) {
            Tenant tenant = requireTenant(session, ids);
            if (!tenant.acceptsQuery()) {
                return new LoginApiTokenRequest(tenant, body, RequestParametersParser.namesInQuery(query), headers);
            }
        }
        // the query may name the tenant that says whether there may be a query
        RequestParameters all = body.orElse(RequestParametersParser.parseQuery(query));
        Tenant tenant = requireTenant(session, tenantIds(headers, all));
        if (!tenant.acceptsQuery()) {
            throw new LoginApiException(LoginApiRefusal.QUERY);
        }
        return new LoginApiTokenRequest(tenant, all, Set.of(), headers);
    }

    /** Nothing here decompresses a body. */
    private static void requireIdentity(HttpHeaders headers) {
        if (!IDENTITY.matcher(Objects.requireNonNullElse(headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), "")).matches()) {
            throw new LoginApiException(LoginApiRefusal.CONTENT_ENCODING);
        }
    }

    /**
     * What Keycloak's token endpoint is asked for. To Keycloak, {@code captcha} and {@code password} are one grant type: here
     * both redeem a captcha, whatever the realm's flow.
     *
     * @throws LoginApiException if the parameters make no token request
     */
    MultivaluedMap<String, String> form() {
        String grantType = require(OAuth2Constants.GRANT_TYPE);
        if (!parameters.get(OAuth2Constants.SCOPE).orElse(SCOPE).equals(SCOPE)) {
            throw new LoginApiException(LoginApiRefusal.SCOPE);
        }
        MultivaluedMap<String, String> form = switch (grantType) {
            case CAPTCHA, OAuth2Constants.PASSWORD -> login();
            case OAuth2Constants.REFRESH_TOKEN -> refresh();
            default -> throw new LoginApiException(LoginApiRefusal.GRANT_TYPE);
        };
        form.putSingle(OAuth2Constants.SCOPE, SCOPE);
        return form;
    }

    /** @return what the client tells its user's devices apart by; empty if it is not well-formed */
    Optional<String> fingerprint() {
        return parameters.get(RequestParameters.FINGERPRINT).filter(text -> FINGERPRINT.matcher(text).matches());
    }

    private MultivaluedMap<String, String> login() {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(OAuth2Constants.GRANT_TYPE, CAPTCHA);
        form.putSingle(OAuth2Constants.USERNAME, require(OAuth2Constants.USERNAME));
        form.putSingle(OAuth2Constants.PASSWORD, require(OAuth2Constants.PASSWORD));
        captcha(CaptchaParameters.KEY, CAPTCHA_KEY_HEADER).ifPresent(key -> form.putSingle(CaptchaParameters.KEY, key));
        captcha(CaptchaParameters.CODE, CAPTCHA_CODE_HEADER).ifPresent(code -> form.putSingle(CaptchaParameters.CODE, code));
        parameters.get(CaptchaParameters.WORK).ifPresentOrElse(work -> form.putSingle(CaptchaParameters.WORK, work),
                () -> requireRead(form));
        return form;
    }

    private MultivaluedMap<String, String> refresh() {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(OAuth2Constants.GRANT_TYPE, OAuth2Constants.REFRESH_TOKEN);
        form.putSingle(OAuth2Constants.REFRESH_TOKEN, require(OAuth2Constants.REFRESH_TOKEN));
        return form;
    }

    /** @throws LoginApiException if it is not there, or blank; another one if that is because the query string is not read */
    private String require(String name) {
        if (unread.contains(name) && parameters.get(name).filter(StringUtil::isNotBlank).isEmpty()) {
            throw new LoginApiException(LoginApiRefusal.QUERY);
        }
        return parameters.require(name);
    }

    /** What a captcha lacks is perhaps in the query string. */
    private void requireRead(MultivaluedMap<String, String> form) {
        boolean isComplete = StringUtil.isNotBlank(form.getFirst(CaptchaParameters.KEY))
                && StringUtil.isNotBlank(form.getFirst(CaptchaParameters.CODE));
        if (!isComplete && CAPTCHA_MEMBERS.stream().anyMatch(unread::contains)) {
            throw new LoginApiException(LoginApiRefusal.QUERY);
        }
    }

    private Optional<String> captcha(String member, String header) {
        return parameters.get(member).or(() -> Optional.ofNullable(headers.getRequestHeaders().getFirst(header)));
    }

    private static Set<String> tenantIds(HttpHeaders headers, RequestParameters parameters) {
        return Stream.concat(TenantHeader.values(headers), parameters.get(RequestParameters.TENANT).stream())
                .collect(Collectors.toSet());
    }

    /** @throws LoginApiException unless all that is said of the tenant names one, and one that the API serves */
    static Tenant requireTenant(KeycloakSession session, Set<String> ids) {
        return Optional.of(ids)
                .filter(all -> all.size() == 1)
                .flatMap(all -> Tenants.findServedByApi(session, all.iterator().next()))
                .orElseThrow(() -> new LoginApiException(LoginApiRefusal.TENANT));
    }
}
