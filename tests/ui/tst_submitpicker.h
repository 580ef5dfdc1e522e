// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// ui::WorkflowPicker over a real catalog that asks a scripted server on loopback.
class TestSubmitPicker : public QObject {
    Q_OBJECT

private slots:
    void namesAreAProperModel();
    void saysThatItLoads();
    void saysThatThereAreNone();
    void saysThatLoadingFailed();
    void choosesNothingByItself();
    void typedTextChooses_data();
    void typedTextChooses();
    void returnChoosesTheOnlyMatch();
    void completerFindsNameAndId();
    void listChooses();
    void rememberedIdIsFoundWhenListed();
    void unlistedIdStaysChosen();
    void emptiedBoxGetsItsChoiceBack();
    void typedTextSurvivesReload();
    void namesAreNotRichText();
    void wheelDoesNotChoose();
    void everyControlHasAName();
};
