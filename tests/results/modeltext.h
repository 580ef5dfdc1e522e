// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemModel>
#include <QStringList>

/// Every row of a model as a line "  key|value|…", indented by its depth; opens what can be opened.
QStringList modelText(QAbstractItemModel &model, const QModelIndex &parent, int columns);
