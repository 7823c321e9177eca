package io.komauth.password;

import com.google.auto.service.AutoService;

import io.komauth.events.GlobalEventListenerFactory;

import org.keycloak.events.EventListenerProviderFactory;

/** Makes the listener for every realm. */
@AutoService(EventListenerProviderFactory.class)
public final class MissingPasswordListenerFactory extends GlobalEventListenerFactory {

    public MissingPasswordListenerFactory() {
        super("missing-password", MissingPasswordListener::new);
    }
}
