package com.cruddur.api.contract;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Which methods a path of the API has, so that a client without a token learns that a path does not exist. */
@Component
public class Operations {

    private final ObjectProvider<RequestMappingHandlerMapping> controllers;

    /** @param controllers asked late: they need more than the security filters do */
    Operations(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> controllers) {
        this.controllers = controllers;
    }

    /** The methods of the request's path; none if there is no such path. */
    public Optional<Set<String>> methodsOf(HttpServletRequest request) {
        Set<String> methods = controllers.getObject().getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getPatternValues().stream()
                        .anyMatch(pattern -> pattern.startsWith("/api/")
                                && pathPattern(pattern).matches(request)))
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream())
                .map(RequestMethod::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.isEmpty()) {
            return Optional.empty();
        }
        if (methods.contains(HttpMethod.GET.name())) {
            methods.add(HttpMethod.HEAD.name());
        }
        methods.add(HttpMethod.OPTIONS.name());
        return Optional.of(methods);
    }
}
