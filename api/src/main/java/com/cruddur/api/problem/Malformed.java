package com.cruddur.api.problem;

import com.cruddur.core.problem.CruddurException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** Says what cannot be understood in a request, in words of ours: those of the libraries name classes. */
final class Malformed {

    private Malformed() {}

    static String explain(Exception failure) {
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return mismatch.getRootCause() instanceof CruddurException known
                    ? String.valueOf(known.getMessage())
                    : mismatch.getName() + " has a value of another type";
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return "The body is not the JSON that this operation takes" + place(unreadable);
        }
        return "See /openapi.yaml for what this operation takes";
    }

    private static String place(HttpMessageNotReadableException unreadable) {
        if (!(unreadable.getCause() instanceof JacksonException json)) {
            return "";
        }
        String path = json.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : ": look at " + path;
    }
}
