package com.cruddur.infra.watch;

import java.util.List;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/** A budget of the account for a month. It stops nothing: it tells when most is spent, and when all will be. */
final class Spending {

    private static final String NAME = "cruddur";

    /** Of the budget. */
    private static final int MOST_PERCENT = 80;

    private Spending() {}

    /**
     * @param usd for a month
     * @param email who is told
     */
    static void limit(Construct scope, int usd, String email) {
        CfnBudget.Builder.create(scope, "Budget")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetName(NAME)
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(usd)
                                .unit("USD")
                                .build())
                        .build())
                .notificationsWithSubscribers(
                        List.of(tell("ACTUAL", MOST_PERCENT, email), tell("FORECASTED", 100, email)))
                .build();
    }

    private static CfnBudget.NotificationWithSubscribersProperty tell(String of, int percent, String email) {
        return CfnBudget.NotificationWithSubscribersProperty.builder()
                .notification(CfnBudget.NotificationProperty.builder()
                        .notificationType(of)
                        .comparisonOperator("GREATER_THAN")
                        .threshold(percent)
                        .thresholdType("PERCENTAGE")
                        .build())
                .subscribers(List.of(CfnBudget.SubscriberProperty.builder()
                        .subscriptionType("EMAIL")
                        .address(email)
                        .build()))
                .build();
    }
}
