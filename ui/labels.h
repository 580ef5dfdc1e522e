// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace ui {

/// A label of plain text that wraps. `role` is a role of the style sheet ("dim", "heading", …) or empty.
QLabel *plainLabel(const QString &objectName, const QString &role, QWidget *parent);

/// Text for a tool tip that is shown as it stands. Tool tips guess whether they are rich text; what comes
/// from a file name or a service must never be taken for it. Cut after 2,000 characters.
QString plainToolTip(const QString &text);

} // namespace ui
