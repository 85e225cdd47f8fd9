package com.cruddur.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.RunningApi;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ExtendWith(ApiExtension.class)
class ContractIT {

    private final RunningApi api;

    ContractIT(RunningApi api) {
        this.api = api;
    }

    static Stream<ContractOperation> operations() {
        return ContractOperation.all().stream();
    }

    @Test
    void everyOperationOfTheContractIsTriedOut() {
        assertThat(Samples.operationIds())
                .containsExactlyInAnyOrderElementsOf(
                        operations().map(ContractOperation::id).toList());
    }

    @Test
    void theContractAndTheControllersHaveTheSameOperations() {
        Set<String> mapped = api
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(ContractIT::operationsOf)
                .filter(operation -> operation.contains(" /api"))
                .collect(Collectors.toSet());

        assertThat(mapped)
                .containsExactlyInAnyOrderElementsOf(operations()
                        .map(operation -> operation.method() + " " + operation.path())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationServesAMember(ContractOperation operation) {
        assertThat(operation.goodStatuses())
                .contains(new Samples(api).of(operation).send().status());
    }

    private static Stream<String> operationsOf(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream().map(method -> method + " " + path));
    }
}
