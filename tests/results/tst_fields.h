// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// readFields, and the same fields as a model and as text.
class TestFields : public QObject {
    Q_OBJECT

private slots:
    void readsShapes_data();
    void readsShapes();
    void readsEnvelopes_data();
    void readsEnvelopes();
    void readsDetails();
    void readsConfidences_data();
    void readsConfidences();
    void readsEvidence_data();
    void readsEvidence();
    void pathsLeadToTheFields();
    void readingCanBeCancelled();
    void readsTheRealisticResult();
    void modelShowsTheRealisticResult();
    void modelShowsGroups();
    void modelGivesRoles();
    void modelFindsPaths_data();
    void modelFindsPaths();
    void modelChangesFields();
    void textIsAligned();
    void textOfGroups();
    void textIsSafeForATerminal();
};
